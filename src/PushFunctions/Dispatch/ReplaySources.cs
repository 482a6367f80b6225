using System.Runtime.CompilerServices;
using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>The settled parcels of earlier rounds in which users ended whom a replay is of.</summary>
public sealed class ReplaySources(StorageClients storage, LedgerReader ledger, DeadLetters letters)
{
    /// <summary>Rows that are written side by side.</summary>
    private const int AtOnce = 8;

    /// <summary>Those of one stretch of the ledger, whole.</summary>
    /// <param name="push">The push.</param>
    /// <param name="filter">Whom the replay is of.</param>
    /// <param name="from">The row with which the stretch begins.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<ParcelRow> ReadStretchAsync(
        PushRow push, ReplayFilter filter, string from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var condition = string.Join(" or ", filter.Outcomes.Select(outcome => $"{outcome} gt 0"));
        await foreach (var row in ledger.ReadStretchAsync(push, from, condition, cancellationToken))
        {
            if (row.IsOver) yield return row;
        }
    }

    /// <summary>Does of a replay's plan what a step has left undone that died.</summary>
    /// <param name="planned">Any parcel of the plan.</param>
    /// <returns>Whether a source still had users of it.</returns>
    public async Task<bool> HandOnRestAsync(PushRow push, ParcelRow planned, CancellationToken cancellationToken)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var plan = new PlanSpan(planned.PlanFirst!.Value, planned.PlanParcels!.Value);
        await foreach (var row in ledger.ReadPlanAsync(push.PushId, plan, cancellationToken))
            names.UnionWith(row.ReadUsers());
        var rest = new List<ParcelRow>();
        foreach (var source in planned.ReadSources())
        {
            if (await ledger.FindAsync(source.Partition, source.Row, cancellationToken) is { } row
                && row.HandOn(planned, names) > 0)
            {
                rest.Add(row);
            }
        }

        await WriteAsync(push, rest, cancellationToken);
        return rest.Count > 0;
    }

    /// <summary>Those whom no step had fed are not given up any more.</summary>
    public Task ForgetUnfedAsync(PushRow push, CancellationToken cancellationToken) =>
        letters.ForgetUnfedAsync(push, cancellationToken);

    /// <summary>
    /// Writes sources whose users have been handed on. Their dead letters go first: of one that is written nothing is
    /// left to do.
    /// </summary>
    public Task WriteAsync(PushRow push, IReadOnlyList<ParcelRow> sources, CancellationToken cancellationToken) =>
        SideBySide.ForEachAsync(
            sources.ToAsyncEnumerable(),
            AtOnce,
            async source =>
            {
                await letters.RenewAsync(push.App, push.PushId, source, cancellationToken);
                if (await storage.Pushes.TryReplaceAsync(source, cancellationToken)) return;
                // Only a replay's plan changes such a row: another process completes the same plan, or a later one.
                if (await ledger.FindAsync(source.PartitionKey, source.RowKey, cancellationToken) is { } row)
                    await letters.RenewAsync(push.App, push.PushId, row, cancellationToken);
            },
            cancellationToken);
}
