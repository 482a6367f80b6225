using System.Globalization;

namespace PushFunctions.Budgets;

/// <summary>
/// Which pushes are being fed, as a budget's row remembers them, so that each feeds its share of a round. Pure.
/// </summary>
public static class FeedingPushes
{
    /// <summary>The most that are remembered: with more, each of them feeds a single parcel a turn anyway.</summary>
    private const int Most = 50;

    /// <summary>Letters of a push id that are kept.</summary>
    private const int Letters = 8;

    /// <summary>A push that has not fed for so long has ended, or stands still.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromSeconds(10);

    /// <summary>How many pushes feed, this one among them.</summary>
    public static int CountWith(BudgetRow row, string pushId, DateTimeOffset now) =>
        Read(row, now).Count(push => push.Name != NameOf(pushId)) + 1;

    /// <summary>Remembers that a push has fed; after its last step it is forgotten.</summary>
    public static void Note(BudgetRow row, string pushId, DateTimeOffset now, bool isLast)
    {
        var others = Read(row, now).Where(push => push.Name != NameOf(pushId));
        var all = isLast ? others : others.Prepend((Name: NameOf(pushId), At: now.ToUnixTimeSeconds()));
        row.FeedingPushes = string.Join(
            ',', all.Take(Most).Select(push => string.Create(CultureInfo.InvariantCulture, $"{push.Name}@{push.At}")));
    }

    private static IEnumerable<(string Name, long At)> Read(BudgetRow row, DateTimeOffset now)
    {
        var oldest = (now - Forgotten).ToUnixTimeSeconds();
        return
            from push in (row.FeedingPushes ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)
            let parts = push.Split('@')
            let at = long.Parse(parts[1], CultureInfo.InvariantCulture)
            where at >= oldest
            select (parts[0], at);
    }

    private static string NameOf(string pushId) => pushId[..Math.Min(Letters, pushId.Length)];
}
