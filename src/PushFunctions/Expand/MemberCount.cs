using PushFunctions.Storage;

namespace PushFunctions.Expand;

/// <summary>
/// Counts the users that labels choose: all of them where that is quickly done. Otherwise the part that was come to is
/// told by how many users the labels have, as the last sync counted them.
/// </summary>
public sealed class MemberCount(MemberLookup members, TimeProvider time)
{
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(1);

    public async Task<MemberFigures> CountAsync(string app, MemberSets sets, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var (users, bytes) = (0, 0L);
        await using var merge = await members.OpenAsync(app, sets, from: "", cancellationToken);
        while (await merge.FindNextAsync(() => time.GetElapsedTime(begun) >= AtMost) is { } id)
        {
            users++;
            bytes += id.Length + 1;
        }

        var requests = merge.Streams.Sum(stream => stream.Pages);
        if (merge.From is null) return new(users, bytes, requests, MemberPrecision.Exact);
        var (passed, all) = ReachOf(merge);
        if (passed == 0 || passed >= all) return new(users, bytes, requests, MemberPrecision.AtLeast);
        var factor = all / (double)passed;
        return new((int)(users * factor), (long)(bytes * factor), (int)(requests * factor), MemberPrecision.Estimated);
    }

    /// <summary>Of the labels that are read whole and were counted: users that were passed, and all.</summary>
    private static (long Passed, long All) ReachOf(MemberMerge merge)
    {
        IReadOnlyList<LabelUsers> counted =
        [
            .. merge.Streams.Where(stream => stream is { HasSkipped: false, LastCount: not null })
                .DistinctBy(stream => stream.Label),
        ];
        return (counted.Sum(stream => (long)stream.Passed), counted.Sum(stream => (long)stream.LastCount!.Value));
    }
}
