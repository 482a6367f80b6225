using Azure.Data.Tables;
using PushFunctions.Events;
using PushFunctions.Labels;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.LabelRoutes;

/// <summary>Reads who is to have a label, and how single users stand with it.</summary>
public sealed class MemberReader(StorageClients storage, TimeProvider time)
{
    private const int MostRows = 1_000;

    private static readonly string[] Keys = [nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey)];

    /// <summary>A page of those who are to have it; rows that name nobody who could be a user are left out.</summary>
    public async Task<MemberList> ListAsync(
        LabelPartition label, PageRequest page, CancellationToken cancellationToken)
    {
        var users = new List<string>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {label.Key} and RowKey gt {page.After}");
        await foreach (var row in storage.LabelMembers.QueryAsync<LabelMemberRow>(
            filter, Math.Min(page.Limit + 1, MostRows), Keys, cancellationToken))
        {
            if (!Targets.IsUser(row.RowKey)) continue;
            // One more tells that there is another page.
            if (users.Count == page.Limit) return new(users, PageRequest.CursorAt(users[^1]));
            users.Add(row.RowKey);
        }

        return new(users, Cursor: null);
    }

    /// <returns>Null: the user is not to have it, and nothing is known of the far side.</returns>
    public async Task<MemberView?> FindAsync(LabelPartition label, string user, CancellationToken cancellationToken)
    {
        var wanting = storage.LabelMembers.FindAsync<LabelMemberRow>(label.Key, user, cancellationToken);
        var known = await storage.LabelApplied.FindAsync<LabelAppliedRow>(label.Key, user, cancellationToken);
        var wanted = await wanting;
        if (wanted is null && known is null) return null;
        long? version = wanted is null ? null : wanted.Timestamp?.ToUnixTimeMilliseconds() ?? 0;
        return new(
            label.Label, user, wanted is not null, known is { IsMember: true },
            MembershipDiff.Of(version, known, time.GetUtcNow()) is MembershipChange.Add or MembershipChange.Remove,
            known is { Refused: { } reason } ? new(reason, known.RefusedAt) : null);
    }
}
