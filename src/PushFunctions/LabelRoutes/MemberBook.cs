using Azure;
using Azure.Data.Tables;
using PushFunctions.Labels;
using PushFunctions.Storage;

namespace PushFunctions.LabelRoutes;

/// <summary>
/// Writes who is to have a label: a hundred users a transaction, several at a time. What was done before a failure
/// stays done, and may be done again; of a large change only what is left is written then.
/// </summary>
public sealed class MemberBook(StorageClients storage, LabelBook labels)
{
    private const int MostRows = 100;

    /// <summary>More gain nothing: storage takes 2,000 rows a second of one label.</summary>
    private const int AtOnce = 4;

    private const int MostTries = 5;

    /// <summary>For fewer users, reading who is there would cost as much as writing them.</summary>
    private const int Many = 1_000;

    private static readonly string[] Keys = [nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey)];

    /// <summary>
    /// Puts users. A row that is there keeps what other programs have written on it. It is new all the same, so that
    /// who was refused is tried again; of many users, those who are there and are not refused are left out.
    /// </summary>
    /// <param name="label">The label.</param>
    /// <param name="users">Each once, sorted.</param>
    /// <param name="cancellationToken">Ends it between transactions.</param>
    public async Task PutAsync(
        LabelPartition label, IReadOnlyList<string> users, CancellationToken cancellationToken)
    {
        // The rows of a label that is being deleted go with it: only new ones stay.
        if (users.Count >= Many && await labels.FindAsync(label, cancellationToken) is not { IsDeleted: true })
        {
            var there = await FindAsync(storage.LabelMembers, label, users, "", cancellationToken);
            there.ExceptWith(await FindAsync(
                storage.LabelApplied, label, users, TableClient.CreateQueryFilter($" and Refused gt {""}"),
                cancellationToken));
            users = [.. users.Where(user => !there.Contains(user))];
        }

        await ForEachChunkAsync(
            users, chunk => SubmitAsync(label, TableTransactionActionType.UpsertMerge, chunk, cancellationToken),
            cancellationToken);
    }

    /// <summary>Takes users; who is not there is not missed.</summary>
    /// <inheritdoc cref="PutAsync" path="/param"/>
    public async Task RemoveAsync(
        LabelPartition label, IReadOnlyList<string> users, CancellationToken cancellationToken)
    {
        if (users.Count >= Many) users = await FindMembersAsync(label, users, cancellationToken);
        await ForEachChunkAsync(
            users, chunk => RemoveChunkAsync(label, chunk, cancellationToken), cancellationToken);
    }

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
                users = await FindMembersAsync(label, users, cancellationToken);
            }
        }
    }

    private async Task<IReadOnlyList<string>> FindMembersAsync(
        LabelPartition label, IReadOnlyList<string> users, CancellationToken cancellationToken)
    {
        var there = await FindAsync(storage.LabelMembers, label, users, "", cancellationToken);
        return [.. users.Where(there.Contains)];
    }

    /// <summary>
    /// The rows from the first user to the last. Chunks do not overlap: all of them read the label once.
    /// </summary>
    private static async Task<HashSet<string>> FindAsync(
        TableClient table, LabelPartition label, IReadOnlyList<string> users, string more,
        CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {label.Key} and RowKey ge {users[0]} and RowKey le {users[^1]}") + more;
        var there = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row in table.QueryAsync<LabelMemberRow>(
            filter, select: Keys, cancellationToken: cancellationToken))
        {
            there.Add(row.RowKey);
        }

        return there;
    }

    private static Task ForEachChunkAsync(
        IReadOnlyList<string> users, Func<IReadOnlyList<string>, Task> write, CancellationToken cancellationToken) =>
        SideBySide.ForEachAsync(users.Chunk(MostRows).ToAsyncEnumerable(), AtOnce, write, cancellationToken);

    private Task SubmitAsync(
        LabelPartition label, TableTransactionActionType type, IReadOnlyList<string> users,
        CancellationToken cancellationToken) =>
        storage.LabelMembers.SubmitTransactionAsync(
            users.Select(user => new TableTransactionAction(type, new TableEntity(label.Key, user), ETag.All)),
            cancellationToken);
}
