using Microsoft.Extensions.Options;
using PushFunctions.Labels;
using PushFunctions.Storage;

namespace PushFunctions.LabelRoutes;

/// <summary>Counts a label's users as the tables have them now, where they are few enough for one answer.</summary>
public sealed class LabelCounter(StorageClients storage, IOptions<LabelOptions> options, TimeProvider time)
{
    /// <summary>Users of a label that is counted, and rows that name nobody: twenty-five pages of each table.</summary>
    private const int MostUsers = 25_000;

    /// <param name="row">The label, and what the last sync has counted.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Null: there are too many; the last sync has counted them.</returns>
    public async Task<LabelCount?> CountAsync(LabelRow row, CancellationToken cancellationToken)
    {
        if (row.DesiredCount + row.PendingCount > MostUsers) return null;
        await using var streams = new LabelStreams(storage, time);
        await streams.OpenAsync(row.Partition, from: null, cancellationToken);
        var join = new MembershipJoin(
            streams.Wanted, streams.Applied, row.Partition.Key, options.Value.MaxMembers, new(), time.GetUtcNow(),
            MostUsers);
        var (adds, removes) = (0, 0);
        while (await join.NextAsync() is { } user)
        {
            if (user.Change == MembershipChange.Add) adds++;
            if (user.Change == MembershipChange.Remove) removes++;
        }

        if (join.IsOutOfOrder || join.IsCut) return null;
        return new(
            join.Counts.Wanted, join.Counts.Members + removes, adds + removes, join.Counts.Refused,
            join.Counts.OverLimit);
    }
}

/// <summary>What was counted of a label.</summary>
/// <param name="Desired">Users who are to have it.</param>
/// <param name="Applied">Users who have it, as far as is known.</param>
/// <param name="Pending">Changes that are still to be made.</param>
/// <param name="Refused">Users whose change is refused, and rests.</param>
/// <param name="OverLimit">Users beyond the most that a label may have.</param>
public sealed record LabelCount(int Desired, int Applied, int Pending, int Refused, int OverLimit)
{
    /// <summary>As the last sync has counted.</summary>
    public static LabelCount Of(LabelRow row) =>
        new(row.DesiredCount, row.AppliedCount, row.PendingCount, row.RefusedCount, row.OverLimit);
}
