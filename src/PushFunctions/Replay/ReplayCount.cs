using PushFunctions.Dispatch;
using PushFunctions.Storage;

namespace PushFunctions.Replay;

/// <summary>
/// Counts whom a replay of a push that has ended would be of: by the push's own counts where they tell, else by its
/// ledger.
/// </summary>
public sealed class ReplayCount(ReplaySources sources, ParcelMaker maker)
{
    public async Task<int> CountAsync(PushRow push, ReplayFilter filter, CancellationToken cancellationToken)
    {
        var most = filter.Outcomes.Sum(outcome => CountOf(push, outcome));
        if (most == 0 || filter.IsOfCounts) return most;
        var users = await CountUnfedAsync(push, filter, cancellationToken);
        for (var place = LedgerKey.Parcel(0); place is not null; place = LedgerKey.StretchAfter(push, place))
        {
            await foreach (var row in sources.ReadStretchAsync(push, filter, place, cancellationToken))
                users += CountOf(row, filter);
        }

        return users;
    }

    private async Task<int> CountUnfedAsync(PushRow push, ReplayFilter filter, CancellationToken cancellationToken) =>
        filter.IsOfUnfed(push) ? PushProgress.UnfedOf(push, await maker.LayoutAsync(push, cancellationToken)) : 0;

    private static int CountOf(ParcelRow row, ReplayFilter filter)
    {
        var book = row.ReadOutcomes();
        var names = row.ReadNames(book);
        return Enumerable.Range(0, row.Count).Count(
            user => names[user] is { } name && book[user] is { } entry && filter.Holds(name, entry));
    }

    private static int CountOf(PushRow push, UserOutcome outcome) => outcome switch
    {
        UserOutcome.Dead => push.Dead,
        UserOutcome.Failed => push.Failed,
        UserOutcome.Unknown => push.Unknown,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };
}
