using Azure;
using Azure.Data.Tables;
using PushFunctions.Storage;

namespace PushFunctions.LabelRoutes;

/// <summary>
/// Writes who is to have a label: a hundred users a transaction, several at a time. What was done before a failure
/// stays done, and may be done again.
/// </summary>
public sealed class MemberBook(StorageClients storage)
{
    private const int MostRows = 100;
    private const int AtOnce = 8;
    private const int MostTries = 5;

    private static readonly string[] Keys = [nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey)];

    /// <summary>
    /// Puts users. A row that is there keeps what other programs have written on it, and is new all the same: who was
    /// refused is tried again.
    /// </summary>
    /// <param name="label">The label.</param>
    /// <param name="users">Each once, sorted.</param>
    /// <param name="cancellationToken">Ends it between transactions.</param>
    public Task PutAsync(LabelPartition label, IReadOnlyList<string> users, CancellationToken cancellationToken) =>
        SideBySide.ForEachAsync(
            users.Chunk(MostRows).ToAsyncEnumerable(),
            AtOnce,
            chunk => SubmitAsync(label, TableTransactionActionType.UpsertMerge, chunk, cancellationToken),
            cancellationToken);

    /// <summary>Takes users; who is not there is not missed.</summary>
    /// <inheritdoc cref="PutAsync" path="/param"/>
    public Task RemoveAsync(LabelPartition label, IReadOnlyList<string> users, CancellationToken cancellationToken) =>
        SideBySide.ForEachAsync(
            users.Chunk(MostRows).ToAsyncEnumerable(),
            AtOnce,
            chunk => RemoveChunkAsync(label, chunk, cancellationToken),
            cancellationToken);

    private async Task RemoveChunkAsync(
        LabelPartition label, IReadOnlyList<string> users, CancellationToken cancellationToken)
    {
        for (var tries = 1; users.Count > 0; tries++)
        {
            try
            {
                await SubmitAsync(label, TableTransactionActionType.Delete, users, cancellationToken);
                return;
            }
            catch (RequestFailedException exception) when (exception.Status == 404 && tries < MostTries)
            {
                // One row that is not there spoils them all.
                users = await FindAsync(label, users, cancellationToken);
            }
        }
    }

    private async Task<IReadOnlyList<string>> FindAsync(
        LabelPartition label, IReadOnlyList<string> users, CancellationToken cancellationToken)
    {
        // Stretches of chunks do not overlap: all of them together read the label once.
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {label.Key} and RowKey ge {users[0]} and RowKey le {users[^1]}");
        var there = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row in storage.LabelMembers.QueryAsync<LabelMemberRow>(
            filter, select: Keys, cancellationToken: cancellationToken))
        {
            there.Add(row.RowKey);
        }

        return [.. users.Where(there.Contains)];
    }

    private Task SubmitAsync(
        LabelPartition label, TableTransactionActionType type, IReadOnlyList<string> users,
        CancellationToken cancellationToken) =>
        storage.LabelMembers.SubmitTransactionAsync(
            users.Select(user => new TableTransactionAction(type, new TableEntity(label.Key, user), ETag.All)),
            cancellationToken);
}
