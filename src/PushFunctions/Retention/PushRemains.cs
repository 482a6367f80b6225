using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;
using PushFunctions.Storage;

namespace PushFunctions.Retention;

/// <summary>
/// Removes what belongs to a push beside its row and its place in listings: dead letters, lists, its hold on an
/// audience's list, steps, and the ledger.
/// </summary>
public sealed class PushRemains(StorageClients storage, TimeProvider time)
{
    /// <summary>Rows that one transaction takes.</summary>
    private const int MostAtOnce = 100;

    /// <summary>What is younger belongs to a push that has come since, under the same id.</summary>
    private static readonly TimeSpan Young = TimeSpan.FromDays(1);

    private static readonly string[] Keys = ["PartitionKey", "RowKey", "Timestamp"];

    private DateTimeOffset Oldest => time.GetUtcNow() - Young;

    /// <returns>False: there is something young.</returns>
    public async Task<bool> RemoveAsync(PushRow push, CancellationToken cancellationToken)
    {
        if (push.Failed + push.Dead + push.Round > 0) await RemoveLettersAsync(push, cancellationToken);
        if (push.Blob is not null || push.GroupsBlob is not null)
            await RemoveBlobsAsync(push.PushId, cancellationToken);
        if (push.Blob is { } blob && AudienceRow.NameOfList(blob) is { } list)
            await RemoveUseAsync(list, push.PushId, cancellationToken);
        return await RemoveRowsAsync(push.PushId, cancellationToken);
    }

    /// <summary>In the app's partition first: it is by the push's own that they are found.</summary>
    private async Task RemoveLettersAsync(PushRow push, CancellationToken cancellationToken)
    {
        var partition = DeadLetterRow.PartitionOf(push.App, push.PushId);
        await foreach (var letter in storage.DeadLetters.QueryAsync<StoredKey>(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), select: Keys,
            cancellationToken: cancellationToken))
        {
            await storage.DeadLetters.DeleteEntityAsync(push.App, letter.RowKey, ETag.All, cancellationToken);
            await storage.DeadLetters.DeleteEntityAsync(partition, letter.RowKey, ETag.All, cancellationToken);
        }
    }

    private async Task RemoveBlobsAsync(string pushId, CancellationToken cancellationToken)
    {
        await foreach (var blob in storage.PushUsers.GetBlobsAsync(
            BlobTraits.None, BlobStates.None, $"{pushId}/", cancellationToken))
        {
            await storage.PushUsers.DeleteBlobIfExistsAsync(
                blob.Name, DeleteSnapshotsOption.None, new() { IfUnmodifiedSince = Oldest }, cancellationToken);
        }
    }

    /// <summary>A list that stays in use would gather the names of all pushes that ever read it.</summary>
    private async Task RemoveUseAsync(string list, string pushId, CancellationToken cancellationToken)
    {
        if (list.Split('/') is not [var partition, var version, ..]) return;
        var use = await storage.Audiences.FindAsync<AudienceUseRow>(
            partition, AudienceUseRow.PrefixOf(version) + pushId, cancellationToken);
        if (use is not null && use.At < Oldest) _ = await storage.Audiences.TryDeleteAsync(use, cancellationToken);
    }

    /// <summary>All rows of the push but its own: its partition and those of its segments follow each other.</summary>
    private async Task<bool> RemoveRowsAsync(string pushId, CancellationToken cancellationToken)
    {
        var (end, chunk) = (LedgerKey.EndOf($"{pushId}|"), new List<TableTransactionAction>(MostAtOnce));
        await foreach (var row in storage.Pushes.QueryAsync<StoredKey>(
            TableClient.CreateQueryFilter($"PartitionKey ge {pushId} and PartitionKey lt {end}"), select: Keys,
            cancellationToken: cancellationToken))
        {
            if (row.PartitionKey == pushId && row.RowKey == LedgerKey.Push) continue;
            if (row.Timestamp > Oldest) return false;
            if (chunk.Count == MostAtOnce || (chunk.Count > 0 && chunk[0].Entity.PartitionKey != row.PartitionKey))
            {
                await storage.Pushes.SubmitTransactionAsync(chunk, cancellationToken);
                chunk.Clear();
            }

            chunk.Add(new(TableTransactionActionType.Delete, row, row.ETag));
        }

        if (chunk.Count > 0) await storage.Pushes.SubmitTransactionAsync(chunk, cancellationToken);
        return true;
    }
}
