using PushFunctions.Storage;

namespace PushFunctions.Listing;

/// <summary>
/// A stretch of time that is read at once, in minutes back from the end of time. It is to hold about a page, since
/// storage may sort or scan all of it for one answer. Pure.
/// </summary>
/// <param name="First">Its newest minute.</param>
/// <param name="Minutes">How many it has.</param>
/// <param name="IsNewest">What is newer still, by another instance's clock, belongs to it, too.</param>
public sealed record ListWindow(long First, long Minutes, bool IsNewest = false)
{
    /// <summary>By how much windows may grow from one to the next.</summary>
    private const int Growth = 64;

    /// <summary>By how much they shrink where storage did not read one to its end.</summary>
    private const int Shrinkage = 8;

    /// <summary>About two years: nothing is gained by parting what is older.</summary>
    private const long MostMinutes = 1_000_000;

    public long Begin => IsNewest ? 0 : First;

    /// <summary>The first minute behind it.</summary>
    public long End => Minutes > MostMinutes ? NewestFirst.LastMinute + 1 : First + Minutes;

    /// <summary>Nothing can be in it.</summary>
    public bool IsPastAll => First > NewestFirst.LastMinute;

    public bool IsShortest => Minutes == 1;

    /// <summary>Where a page begins.</summary>
    /// <param name="after">The last place of the page before.</param>
    /// <param name="now">Where the first page begins.</param>
    public static ListWindow From(ListPlace after, DateTimeOffset now) => after.Key.Length == 0
        ? new(NewestFirst.MinuteOf(NewestFirst.KeyOf(now)), after.Minutes, IsNewest: true)
        : new(NewestFirst.MinuteOf(after.Key), after.Minutes);

    /// <summary>The window behind this one: likely to hold twice what is still wanted.</summary>
    /// <param name="found">What was found in this one.</param>
    /// <param name="wanted">What is wanted of the next.</param>
    public ListWindow Next(int found, int wanted)
    {
        var most = Minutes * Growth;
        return new(End, found == 0 ? most : Math.Clamp(Minutes * 2 * wanted / found, 1, most));
    }

    /// <summary>A shorter one, behind what was found in this one.</summary>
    /// <param name="last">The last key that was found; null: none was.</param>
    public ListWindow Shorter(string? last)
    {
        var minutes = Math.Max(1, Minutes / Shrinkage);
        return last is null ? this with { Minutes = minutes } : new(NewestFirst.MinuteOf(last), minutes);
    }

    /// <summary>How long a window the next page is likely to need, when this one has filled the page.</summary>
    /// <param name="last">The last key of the page.</param>
    public long MinutesOfPage(string last) => Math.Max(1, 2 * (NewestFirst.MinuteOf(last) - First + 1));
}
