using Azure;
using Azure.Data.Tables;
using PushFunctions.Storage;

namespace PushFunctions.Labels;

/// <summary>Writes down what the far side was told; up to a hundred users of a label in one transaction.</summary>
public sealed class AppliedBook(StorageClients storage, TimeProvider time)
{
    private const int MostRows = 100;
    private const int AtOnce = 8;

    private static readonly IReadOnlyList<string> Keys =
        [nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey), nameof(ITableEntity.Timestamp)];

    public async Task WriteAsync(LabelPartition label, IReadOnlyList<UserResult> results)
    {
        foreach (var chunk in results.Chunk(MostRows))
            await SubmitAsync(storage.LabelApplied, [.. chunk.Select(result => Of(label.Key, result))]);
    }

    /// <summary>Removes all that is known of a label.</summary>
    /// <returns>False: the time is over, and some is left.</returns>
    public Task<bool> ForgetAsync(LabelPartition label, StepTurn turn, CancellationToken cancellationToken) =>
        RemoveAsync(storage.LabelApplied, label, _ => true, turn, cancellationToken);

    /// <summary>Removes the members who were put before a moment.</summary>
    /// <inheritdoc cref="ForgetAsync" path="/returns"/>
    public Task<bool> RemoveMembersAsync(
        LabelPartition label, DateTimeOffset until, StepTurn turn, CancellationToken cancellationToken) =>
        RemoveAsync(storage.LabelMembers, label, row => row.Timestamp <= until, turn, cancellationToken);

    private static async Task<bool> RemoveAsync(
        TableClient table, LabelPartition label, Func<TableEntity, bool> which, StepTurn turn,
        CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {label.Key}");
        var rows = table.QueryAsync<TableEntity>(filter, select: Keys, cancellationToken: cancellationToken);
        await SideBySide.ForEachAsync(
            rows.Where(row => which(row)).Chunk(MostRows).TakeWhile(_ => !turn.IsOver),
            AtOnce,
            // Changed meanwhile: whoever did that still wants it.
            chunk => SubmitAsync(
                table, [.. chunk.Select(row => new TableTransactionAction(
                    TableTransactionActionType.Delete, row, row.ETag))]),
            cancellationToken);
        return !turn.IsOver;
    }

    private TableTransactionAction Of(string partition, UserResult result)
    {
        var (user, change, version, _) = result.User;
        if (change == MembershipChange.Forget || (change == MembershipChange.Remove && result.Refused is null))
        {
            return new(
                TableTransactionActionType.Delete, new TableEntity(partition, user), ETag.All);
        }

        return new(TableTransactionActionType.UpsertReplace, new LabelAppliedRow
        {
            PartitionKey = partition,
            RowKey = user,
            IsMember = (change == MembershipChange.Add) == (result.Refused is null),
            Refused = result.Refused,
            RefusedAt = result.Refused is null ? null : time.GetUtcNow(),
            RefusedVersion = result.Refused is not null && change == MembershipChange.Add ? version : null,
        });
    }

    /// <summary>Rows to be deleted may be gone already: a step that died is made again.</summary>
    private static async Task SubmitAsync(TableClient table, IReadOnlyList<TableTransactionAction> actions)
    {
        try
        {
            await table.SubmitTransactionAsync(actions, CancellationToken.None);
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 412)
        {
            var versions = await VersionsAsync(table, actions);
            List<TableTransactionAction> left =
            [
                .. actions.Where(action => action.ActionType != TableTransactionActionType.Delete
                    || (versions.TryGetValue(action.Entity.RowKey, out var version)
                        && (action.ETag == ETag.All || action.ETag == version))),
            ];
            // It was not for these.
            if (left.Count == actions.Count) throw;
            if (left.Count > 0) await SubmitAsync(table, left);
        }
    }

    private static async Task<Dictionary<string, ETag>> VersionsAsync(
        TableClient table, IReadOnlyList<TableTransactionAction> actions)
    {
        var keys = actions.Select(action => action.Entity.RowKey).Order(StringComparer.Ordinal).ToList();
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {actions[0].Entity.PartitionKey} and RowKey ge {keys[0]} and RowKey le {keys[^1]}");
        var versions = new Dictionary<string, ETag>(StringComparer.Ordinal);
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: Keys))
            versions[row.RowKey] = row.ETag;
        return versions;
    }
}
