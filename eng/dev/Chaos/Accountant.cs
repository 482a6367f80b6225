namespace PushFunctions.Dev.Chaos;

/// <summary>
/// Compares what the bridge says of a push with what the far side says. It knows what both answer, and nothing else.
/// Pure.
/// </summary>
internal static class Accountant
{
    private static readonly string[] Open = ["pending", "retrying"];

    /// <returns>What does not fit, one entry a user, or for so many users of whom no name is known.</returns>
    public static IEnumerable<Discrepancy> Compare(PushBook book)
    {
        var (push, status) = (book.Push, book.Status);
        var counted = status.Counts.Values.Sum();
        if (status.Targets != push.Count || counted != push.Count)
        {
            yield return new(
                DiscrepancyKind.WithoutOutcome, Math.Max(1, push.Count - counted),
                $"{Name(book)} is for {push.Count} users; its targets are {status.Targets}, its counts sum to {counted}.");
        }

        var open = Open.Sum(status.Count);
        if (open > 0)
        {
            yield return new(
                DiscrepancyKind.WithoutOutcome, open,
                $"{Name(book)} is {status.State}, and {open} of its {push.Count} users have no outcome.");
        }

        var unseen = status.Accepted - book.Told.Users;
        if (unseen > 0)
        {
            yield return new(
                DiscrepancyKind.AcceptedUnseen, unseen,
                $"{Name(book)}: {status.Accepted} users are accepted, and the far side told {book.Told.Users}.");
        }

        var once = (book.Told.Once ?? []).ToHashSet(StringComparer.Ordinal);
        foreach (var user in book.Stories.Where(user => !book.Told.MoreThanOnce.ContainsKey(user.User)))
        {
            if (user.IsAccepted && unseen <= 0 && !once.Contains(user.User))
            {
                yield return new(
                    DiscrepancyKind.AcceptedUnseen, 1,
                    $"{Name(book)}: {user.User} is accepted, and the far side never told them.");
            }
        }

        foreach (var user in book.Stories.Where(user => user.IsSurelyNotTold && once.Contains(user.User)))
        {
            yield return new(
                DiscrepancyKind.ToldUnsaid, 1,
                $"{Name(book)}: the far side told {user.User}, whose story says {user.Outcome}, and no doubt.");
        }

        foreach (var user in book.Stories.Where(user => !user.PossiblyTwice))
        {
            if (book.Told.MoreThanOnce.TryGetValue(user.User, out var times))
            {
                yield return new(
                    DiscrepancyKind.TwiceUnsaid, 1,
                    $"{Name(book)}: the far side told {user.User} {times} times, and their story does not say that it may have.");
            }
        }

        if (status.PossiblyTwice < book.Told.MoreThanOnce.Count)
        {
            yield return new(
                DiscrepancyKind.TwiceUnsaid, 0,
                $"{Name(book)} says {status.PossiblyTwice} possiblyTwice; {book.Told.MoreThanOnce.Count} users were told twice.");
        }
    }

    private static string Name(PushBook book) => $"{book.Push.Name} ({book.Status.PushId})";
}

/// <summary>Something that the bridge and the far side say differently.</summary>
/// <param name="Kind">Of what kind it is.</param>
/// <param name="Users">How many users it is about.</param>
/// <param name="What">What it is, for people.</param>
internal sealed record Discrepancy(DiscrepancyKind Kind, int Users, string What);

/// <summary>What may be wrong with users.</summary>
internal enum DiscrepancyKind
{
    /// <summary>All faults are over, and nothing has become of them.</summary>
    WithoutOutcome,

    /// <summary>The bridge says that they were accepted, and the far side never saw them.</summary>
    AcceptedUnseen,

    /// <summary>They were told more than once, and it is not said that they may have been.</summary>
    TwiceUnsaid,

    /// <summary>They were told, and it is said that they surely were not.</summary>
    ToldUnsaid,

    /// <summary>Something else that no fault excuses, such as an answer 500.</summary>
    Other,
}
