using PushFunctions.Storage;

namespace PushFunctions.Expand;

/// <summary>
/// Counts the users that labels choose: all of them where that is quickly done. Otherwise the part that was come to is
/// told by how many users the labels have, as the last sync counted them.
/// </summary>
public sealed class MemberCount(MemberReader members, StorageClients storage, TimeProvider time)
{
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(1);
    private static readonly string[] Columns = ["RowKey", nameof(LabelRow.DesiredCount)];

    public async Task<MemberFigures> CountAsync(string app, MemberSets sets, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var (users, bytes) = (0, 0L);
        await using var merge = members.Open(app, sets, from: "", cancellationToken);
        while (await merge.FindNextAsync(() => time.GetElapsedTime(begun) >= AtMost) is { } id)
        {
            users++;
            bytes += id.Length + 1;
        }

        var requests = merge.Streams.Sum(stream => stream.Pages);
        if (merge.From is null) return new(users, bytes, requests, MemberPrecision.Exact);
        var (passed, all) = await ReachAsync(app, merge, cancellationToken);
        if (passed == 0 || passed >= all) return new(users, bytes, requests, MemberPrecision.AtLeast);
        var factor = all / (double)passed;
        return new((int)(users * factor), (long)(bytes * factor), (int)(requests * factor), MemberPrecision.Estimated);
    }

    /// <summary>Of the labels that are read whole and were counted: users that were passed, and all.</summary>
    private async Task<(long Passed, long All)> ReachAsync(
        string app, MemberMerge merge, CancellationToken cancellationToken)
    {
        var (passed, all) = (0L, 0L);
        foreach (var stream in merge.Streams.Where(stream => !stream.HasSkipped).DistinctBy(stream => stream.Label))
        {
            var row = await storage.Labels.FindAsync<LabelRow>(app, stream.Label, Columns, cancellationToken);
            if (row is not { DesiredCount: > 0 }) continue;
            passed += stream.Passed;
            all += row.DesiredCount;
        }

        return (passed, all);
    }
}
