using System.Globalization;

namespace PushFunctions.Budgets;

/// <summary>
/// The places of a budget that limits what runs at the same time. Nothing tells when a task ends, so a place is taken
/// for a set time. Pure.
/// </summary>
public static class Places
{
    /// <summary>Takes a place; who has one keeps it as long as it was taken for.</summary>
    /// <param name="budget">The budget; its row is changed when a place is taken.</param>
    /// <param name="holder">Who takes it: letters, digits and hyphens.</param>
    /// <returns>Null: the place is taken. Otherwise how long until one is free.</returns>
    public static TimeSpan? Take(Budget budget, DateTimeOffset now, string holder)
    {
        var taken = Read(budget.Row, now);
        if (taken.Any(place => place.Holder == holder)) return null;
        if (taken.Count >= budget.Terms.Places) return taken[^budget.Terms.Places].Until - now;
        Write(budget.Row, [.. taken, (holder, now + budget.Terms.HoldTime)]);
        return null;
    }

    /// <summary>Gives a place back before its time, when its task surely does not run.</summary>
    /// <returns>Whether the row changed.</returns>
    public static bool GiveBack(Budget budget, DateTimeOffset now, string holder)
    {
        var taken = Read(budget.Row, now);
        var left = taken.Where(place => place.Holder != holder).ToList();
        if (left.Count == taken.Count) return false;
        Write(budget.Row, left);
        return true;
    }

    /// <summary>How many are taken.</summary>
    public static int Taken(Budget budget, DateTimeOffset now) => Read(budget.Row, now).Count;

    /// <summary>The places that are taken, the one that is free first in front.</summary>
    private static List<(string Holder, DateTimeOffset Until)> Read(BudgetRow row, DateTimeOffset now) =>
    [
        .. from place in (row.Places ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)
           let parts = place.Split('@')
           let until = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(parts[1], CultureInfo.InvariantCulture))
           where until > now
           orderby until
           select (parts[0], until),
    ];

    private static void Write(BudgetRow row, IEnumerable<(string Holder, DateTimeOffset Until)> places) =>
        row.Places = string.Join(
            ',',
            places.Select(place => string.Create(
                CultureInfo.InvariantCulture, $"{place.Holder}@{place.Until.ToUnixTimeMilliseconds()}")));
}
