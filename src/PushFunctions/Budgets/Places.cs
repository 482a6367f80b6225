using System.Globalization;

namespace PushFunctions.Budgets;

/// <summary>
/// The places of a budget that limits what runs at the same time. Nothing tells when a task ends, so a place is taken
/// for a set time; who finds none has the next one that will be free, in the order in which they ask. Pure.
/// </summary>
public static class Places
{
    /// <summary>Most places that are held or waited for: they share one column. Who comes then asks again.</summary>
    public const int Most = 500;

    /// <summary>Takes a place, or a turn for one that will be free; who has one keeps it.</summary>
    /// <param name="budget">The budget; its row is changed when a place is taken.</param>
    /// <param name="holder">Who takes it: letters, digits and hyphens.</param>
    /// <returns>When the place begins, and whether the row changed.</returns>
    public static (bool Changed, DateTimeOffset Begins) Take(Budget budget, DateTimeOffset now, string holder)
    {
        var taken = Read(budget.Row, now);
        if (taken.Find(place => place.Holder == holder) is { } mine) return (false, mine.Until - budget.Terms.HoldTime);
        var begins = NextFree(budget, taken, now);
        if (taken.Count >= Most) return (false, begins);
        Write(budget.Row, [.. taken, new(holder, begins + budget.Terms.HoldTime, HasBegun: false)]);
        return (true, begins);
    }

    /// <summary>When the place begins that <see cref="Take"/> would find.</summary>
    public static DateTimeOffset Find(Budget budget, DateTimeOffset now, string holder) =>
        Take(budget with { Row = budget.Row.Copy() }, now, holder).Begins;

    /// <summary>Lets the time of a place begin at a moment, when its task is about to run.</summary>
    public static void Begin(Budget budget, DateTimeOffset now, string holder, DateTimeOffset at)
    {
        var others = Read(budget.Row, now).Where(place => place.Holder != holder);
        Write(budget.Row, Pack(budget, now, [.. others, new(holder, at + budget.Terms.HoldTime, HasBegun: true)]));
    }

    /// <summary>Gives a place back before its time, when its task surely does not run; who waits moves up.</summary>
    /// <returns>Whether the row changed.</returns>
    public static bool GiveBack(Budget budget, DateTimeOffset now, string holder)
    {
        var taken = Read(budget.Row, now);
        var left = taken.Where(place => place.Holder != holder).ToList();
        if (left.Count == taken.Count) return false;
        Write(budget.Row, Pack(budget, now, left));
        return true;
    }

    /// <summary>How many are taken, without those who wait.</summary>
    public static int Taken(Budget budget, DateTimeOffset now) =>
        Read(budget.Row, now).Count(place => !place.Waits(budget, now));

    /// <summary>Those who wait move behind those who do not, in their order.</summary>
    private static List<Place> Pack(Budget budget, DateTimeOffset now, IReadOnlyList<Place> places)
    {
        List<Place> packed = [.. places.Where(place => !place.Waits(budget, now)).OrderBy(place => place.Until)];
        foreach (var place in places.Where(place => place.Waits(budget, now)).OrderBy(place => place.Until))
            packed.Add(place with { Until = NextFree(budget, packed, now) + budget.Terms.HoldTime });
        return packed;
    }

    private static DateTimeOffset NextFree(Budget budget, IReadOnlyList<Place> taken, DateTimeOffset now) =>
        taken.Count < budget.Terms.Places
            ? now
            : taken.Select(place => place.Until).Order().ElementAt(taken.Count - budget.Terms.Places);

    /// <summary>The places that are taken or waited for, the one that is free first in front.</summary>
    private static List<Place> Read(BudgetRow row, DateTimeOffset now) =>
    [
        .. (row.Places ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Place.Parse)
            .Where(place => place.Until > now).OrderBy(place => place.Until),
    ];

    private static void Write(BudgetRow row, IEnumerable<Place> places) => row.Places = string.Join(',', places);

    /// <param name="HasBegun">Its task runs, or is about to: it stays where it is.</param>
    private sealed record Place(string Holder, DateTimeOffset Until, bool HasBegun)
    {
        private const char Begun = '!';

        public bool Waits(Budget budget, DateTimeOffset now) => !HasBegun && Until - budget.Terms.HoldTime > now;

        public static Place Parse(string text)
        {
            var parts = text.TrimEnd(Begun).Split('@');
            var until = long.Parse(parts[1], CultureInfo.InvariantCulture);
            return new(parts[0], DateTimeOffset.FromUnixTimeMilliseconds(until), text[^1] == Begun);
        }

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture, $"{Holder}@{Until.ToUnixTimeMilliseconds()}{(HasBegun ? "!" : "")}");
    }
}
