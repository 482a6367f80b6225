using System.Globalization;

namespace PushFunctions.Budgets;

/// <summary>
/// Which pushes are being fed and what each has left, as a budget's row remembers them: so that each feeds its share of
/// a round, and that it can be told when one of them will be done. Pure.
/// </summary>
public static class FeedingPushes
{
    /// <summary>The most that are remembered; others are fed like them, and are not reckoned with.</summary>
    public const int Most = 200;

    /// <summary>Letters of a push id that are kept.</summary>
    private const int Letters = 8;

    /// <summary>A push whose step is so late has ended, or stands still.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromSeconds(10);

    /// <summary>How many pushes feed, this one among them.</summary>
    public static int CountWith(BudgetRow row, string pushId, DateTimeOffset now) =>
        Read(row, now).Count(push => !push.IsNamed(pushId)) + 1;

    /// <summary>All that are remembered, in the order of their turns.</summary>
    public static IReadOnlyList<FeedingPush> InTurn(BudgetRow row, DateTimeOffset now) =>
        [.. Read(row, now).Reverse().OrderBy(push => push.Due)];

    /// <summary>This one of those that are remembered.</summary>
    public static bool IsNamed(this FeedingPush push, string pushId) => push.Name == NameOf(pushId);

    /// <summary>Remembers that a push has fed; one that has nothing left is forgotten.</summary>
    /// <param name="due">When its next step is due.</param>
    /// <param name="left">Calls that it has not fed yet.</param>
    public static void Note(BudgetRow row, string pushId, DateTimeOffset now, DateTimeOffset due, int left)
    {
        Forget(row, pushId, now);
        if (left > 0) Write(row, Read(row, now).Prepend(new(NameOf(pushId), due, left)));
    }

    /// <summary>Forgets a push that does not feed any more.</summary>
    /// <returns>Whether it was remembered.</returns>
    public static bool Forget(BudgetRow row, string pushId, DateTimeOffset now)
    {
        var all = Read(row, now).ToList();
        var isKnown = all.RemoveAll(push => push.IsNamed(pushId)) > 0;
        if (isKnown) Write(row, all);
        return isKnown;
    }

    private static void Write(BudgetRow row, IEnumerable<FeedingPush> pushes) => row.FeedingPushes = string.Join(
        ',',
        pushes.Take(Most).Select(push => string.Create(
            CultureInfo.InvariantCulture, $"{push.Name}@{push.Due.ToUnixTimeSeconds()}+{push.Left}")));

    /// <summary>Who has fed last is first.</summary>
    private static IEnumerable<FeedingPush> Read(BudgetRow row, DateTimeOffset now) =>
        from push in (row.FeedingPushes ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)
        let parts = push.Split('@', '+')
        let due = DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[1], CultureInfo.InvariantCulture))
        where due + Forgotten >= now
        select new FeedingPush(parts[0], due, int.Parse(parts[2], CultureInfo.InvariantCulture));

    private static string NameOf(string pushId) => pushId[..Math.Min(Letters, pushId.Length)];
}
