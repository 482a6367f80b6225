using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using PushFunctions.Storage;

namespace PushFunctions.Retention;

/// <summary>
/// Finds the pushes that are old enough to go by their listing rows: those of each app that were accepted long ago lie
/// behind one key. They lie newest first, so that stretches of time are asked for from the oldest on.
/// </summary>
public sealed class OldPushes(StorageClients storage)
{
    private static readonly string[] Keys = ["PartitionKey", "RowKey", nameof(ListingRow.PushId)];

    /// <summary>How many days before the border stretches begin; what is older than all is one more.</summary>
    private static readonly int[] Stretches = [64, 8, 1, 0];

    /// <param name="before">When they were accepted, and ended, at the latest.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<ListingRow> FindAsync(
        DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var apps = await FindAppsAsync(cancellationToken);
        for (var stretch = 0; stretch < Stretches.Length; stretch++)
        {
            foreach (var app in apps)
            {
                var from = PartitionOf(app, before, Stretches[stretch]);
                var to = stretch == 0
                    ? LedgerKey.EndOf($"{app}|")
                    : PartitionOf(app, before, Stretches[stretch - 1]);
                await foreach (var row in storage.PushListing.QueryAsync<ListingRow>(
                    TableClient.CreateQueryFilter(
                        $"PartitionKey ge {from} and PartitionKey lt {to} and EndedAt lt {before}"),
                    select: Keys,
                    cancellationToken: cancellationToken))
                {
                    yield return row;
                }
            }
        }
    }

    /// <summary>A partition is a minute: what ended before the border was accepted by the end of that one.</summary>
    private static string PartitionOf(string app, DateTimeOffset before, int daysEarlier) => ListingRow.PartitionOf(
        app, NewestFirst.MinuteOf(NewestFirst.KeyOf(before - TimeSpan.FromDays(daysEarlier))));

    /// <summary>
    /// The apps that have rows, also those whose settings are gone: the first row of each tells its name, and what
    /// comes behind the last of its rows.
    /// </summary>
    private async Task<IReadOnlyList<string>> FindAppsAsync(CancellationToken cancellationToken)
    {
        var apps = new List<string>();
        for (var from = ""; await FindFirstAsync(from, cancellationToken) is { } first;)
        {
            apps.Add(first[..first.LastIndexOf('|')]);
            from = LedgerKey.EndOf($"{apps[^1]}|");
        }

        return apps;
    }

    private async Task<string?> FindFirstAsync(string from, CancellationToken cancellationToken)
    {
        await foreach (var row in storage.PushListing.QueryAsync<ListingRow>(
            TableClient.CreateQueryFilter($"PartitionKey ge {from}"), maxPerPage: 1, Keys, cancellationToken))
        {
            return row.PartitionKey;
        }

        return null;
    }
}
