using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>
/// Chooses who waits for others, so that calls are full: of users who make the last call of a bucket and leave room in
/// it, as few whole sources as hold them, where others like them are due in time to fill it. They stay due where they
/// are, and the step of the next bucket finds them: nothing is written. Pure.
/// </summary>
/// <param name="wait">How long users wait beyond their bucket at most.</param>
public sealed class RetryRemainder(TimeSpan wait)
{
    private static readonly TimeSpan MostWait = TimeSpan.FromSeconds(15);

    /// <summary>How long users wait beyond their bucket at most.</summary>
    public TimeSpan Wait { get; } = wait;

    /// <summary>With buckets of a length, at most two of them, and never long.</summary>
    public static RetryRemainder Of(TimeSpan bucket) => new(2 * bucket < MostWait ? 2 * bucket : MostWait);

    /// <returns>The sources that go now, in their order.</returns>
    public IReadOnlyList<ParcelRow> Leave(PushRow push, PushLayout layout, DueSources due, DateTimeOffset now)
    {
        // The step of such a bucket is still to come, and in time.
        var later = due.Later.Where(row => row.At > now && !push.IsExpired(row.At)).ToList();
        if (later.Count == 0) return due.Sources;
        var planner = new RetryPlanner(layout);
        var sources = due.Sources.Select(row => new Source(row, planner.DueUsers(row))).ToList();
        var left = new HashSet<ParcelRow>();
        foreach (var kind in sources.SelectMany(source => source.Users).CountBy(KindOf))
        {
            var able = sources.Where(source => source.IsAllOf(kind.Key)
                && later.Any(row => row.At <= source.Row.Due + Wait
                    && IsLike(row, source.Row, kind.Key.Group, layout)));
            left.UnionWith(Choose([.. able], kind.Value % PushBatch.MaxUsers));
        }

        return left.Count == 0 ? due.Sources : [.. due.Sources.Where(row => !left.Contains(row))];
    }

    /// <summary>
    /// The sources that hold at least so many users, as few more as can be and less than a call; of several such
    /// choices one of few sources, the last ones first. None when there are none.
    /// </summary>
    private static IEnumerable<ParcelRow> Choose(IReadOnlyList<Source> sources, int users)
    {
        if (users == 0) return [];
        // By their users: the best choice of some sources.
        var choices = new Choice?[PushBatch.MaxUsers];
        choices[0] = new(0, null, null);
        foreach (var source in sources.Reverse())
        {
            for (var sum = PushBatch.MaxUsers - 1; sum >= source.Users.Count; sum--)
            {
                if (choices[sum - source.Users.Count] is { } rest && !(choices[sum]?.Sources <= rest.Sources + 1))
                    choices[sum] = new(rest.Sources + 1, source.Row, rest);
            }
        }

        return choices.Skip(users).FirstOrDefault(choice => choice is not null)?.Rows ?? [];
    }

    /// <summary>Whether a later parcel may have users for the same calls, as far as its name tells.</summary>
    private static bool IsLike(IndexRow later, ParcelRow source, int group, PushLayout layout) => source.IsRetry
        ? LedgerKey.IsRetry(later.LedgerRow!)
        : !LedgerKey.IsRetry(later.LedgerRow!) && layout.GroupOf(LedgerKey.Number(later.LedgerRow!)) == group;

    /// <summary>Users of one kind can share calls and parcels.</summary>
    private static (int Tries, int Group) KindOf(RetryUser user) => (user.Tries, user.Group);

    private sealed record Source(ParcelRow Row, IReadOnlyList<RetryUser> Users)
    {
        public bool IsAllOf((int Tries, int Group) kind) => Users.All(user => KindOf(user) == kind);
    }

    private sealed record Choice(int Sources, ParcelRow? Row, Choice? Rest)
    {
        public IEnumerable<ParcelRow> Rows
        {
            get
            {
                for (var choice = this; choice.Row is not null; choice = choice.Rest!) yield return choice.Row;
            }
        }
    }
}
