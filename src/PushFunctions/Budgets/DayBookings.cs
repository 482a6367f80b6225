using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PushFunctions.Budgets;

/// <summary>
/// Places of the days of a budget whose calls are booked before they are made, up to a year ahead: a call that is made
/// counts by its booking, not by its slot. Pure.
/// </summary>
public static class DayBookings
{
    /// <summary>Most bookings of all days: they share one column, of 64 KiB.</summary>
    public const int Most = 5_000;

    /// <summary>A day, and the beginning of the holder's hash.</summary>
    private const int EntryBytes = sizeof(int) + sizeof(long);

    /// <summary>How many days are looked at: a push may wait for its day, and be sent a year ahead.</summary>
    private const int MostDays = 400;

    /// <summary>Whether days of this budget are booked.</summary>
    public static bool AreOf(string budget) => budget is BudgetNames.PushByLabel or BudgetNames.PushToEveryone;

    /// <summary>Finds when somebody may call, from a moment on, and books that day where days are limited.</summary>
    /// <param name="budget">The budget; its row is changed when a day is booked.</param>
    /// <param name="holder">Who books; has one day at a time. A day that is not over yet is kept.</param>
    /// <param name="from">The first moment that would do.</param>
    /// <param name="before">Not on a day that begins at this moment or later.</param>
    /// <returns>The first such moment, and whether the row changed; null: no such day has a place.</returns>
    public static (bool Changed, DateTimeOffset? At) Book(
        Budget budget, DateTimeOffset now, string holder, DateTimeOffset from, DateTimeOffset? before = null)
    {
        var first = DayUse.FirstFree(budget.Row, budget.RateAt(now), from);
        if (budget.Limit.CallsPerDay is null) return (false, first);
        var (name, taken) = (NameOf(holder), Read(budget.Row, now));
        if (taken.FirstOrDefault(one => one.Holder == name) is { Day: > 0 } mine && mine.Day >= DayUse.DayOf(first))
            return (false, Later(first, BeginOf(mine.Day, budget, now)));
        var others = taken.Where(one => one.Holder != name).ToList();
        if (FirstFree(budget, now, others, first) is not { } at || at >= before) return (false, null);
        Write(budget.Row, [.. others, (DayUse.DayOf(at), name)]);
        return (true, at);
    }

    /// <summary>The first moment that <see cref="Book"/> would find.</summary>
    public static DateTimeOffset? Find(Budget budget, DateTimeOffset now, string holder, DateTimeOffset from) =>
        Book(budget with { Row = budget.Row.Copy() }, now, holder, from).At;

    /// <summary>Gives a booking back whose call was surely not made.</summary>
    /// <returns>Whether the row changed.</returns>
    public static bool GiveBack(Budget budget, DateTimeOffset now, string holder)
    {
        var (name, taken) = (NameOf(holder), Read(budget.Row, now));
        var left = taken.Where(one => one.Holder != name).ToList();
        if (left.Count == taken.Count) return false;
        Write(budget.Row, left);
        return true;
    }

    /// <summary>Places that the day of a moment leaves; null: days are not limited.</summary>
    public static int? LeftOn(Budget budget, DateTimeOffset moment)
    {
        if (budget.Limit.CallsPerDay is not { } limit) return null;
        var taken = Read(budget.Row, moment);
        return Math.Max(0, Math.Min(
            limit - taken.Count(one => one.Day == DayUse.DayOf(moment)), Most - taken.Count));
    }

    private static DateTimeOffset? FirstFree(
        Budget budget, DateTimeOffset now, List<(int Day, long Holder)> taken, DateTimeOffset from)
    {
        if (taken.Count >= Most) return null;
        var used = taken.CountBy(one => one.Day).ToDictionary();
        var first = DayUse.DayOf(from);
        for (var day = first; day < first + MostDays; day++)
        {
            if (used.GetValueOrDefault(day) < budget.Limit.CallsPerDay)
                return day == first ? from : BeginOf(day, budget, now);
        }

        return null;
    }

    private static DateTimeOffset BeginOf(int day, Budget budget, DateTimeOffset now) =>
        DateTimeOffset.UnixEpoch.AddDays(day) + budget.RateAt(now).OfMinute.Clock;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static long NameOf(string holder) =>
        BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(holder)));

    /// <summary>The bookings of days that are not over.</summary>
    private static List<(int Day, long Holder)> Read(BudgetRow row, DateTimeOffset now)
    {
        var (found, bytes) = (new List<(int, long)>(), row.Booked ?? []);
        for (var at = 0; at + EntryBytes <= bytes.Length; at += EntryBytes)
        {
            var day = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));
            if (day >= DayUse.DayOf(now))
                found.Add((day, BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at + sizeof(int)))));
        }

        return found;
    }

    private static void Write(BudgetRow row, IReadOnlyList<(int Day, long Holder)> bookings)
    {
        var bytes = new byte[bookings.Count * EntryBytes];
        foreach (var (no, (day, holder)) in bookings.Index())
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(no * EntryBytes), day);
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(no * EntryBytes + sizeof(int)), holder);
        }

        row.Booked = bytes;
    }
}
