using System.Globalization;

namespace PushFunctions.Storage;

/// <summary>Keys in the order of time turned round, since tables are read from the least key on. Pure.</summary>
public static class NewestFirst
{
    /// <summary>The minute of the beginning of time, the last of all.</summary>
    public const long LastMinute = MostTicks / TimeSpan.TicksPerMinute;

    /// <summary>Letters of a moment's key.</summary>
    public const int KeyLength = 19;

    private const long MostTicks = 3_155_378_975_999_999_999;

    /// <summary>A moment as it begins a row key.</summary>
    public static string KeyOf(DateTimeOffset moment) => KeyOf(MostTicks - moment.UtcTicks);

    /// <summary>What all row keys of a minute, and of those after it, are behind.</summary>
    public static string KeyBefore(long minute) => KeyOf(minute * TimeSpan.TicksPerMinute);

    /// <summary>The minute of a row key, counted back from the end of time.</summary>
    /// <param name="key">It begins with a moment.</param>
    public static long MinuteOf(string key) =>
        long.Parse(key.AsSpan(0, KeyLength), CultureInfo.InvariantCulture) / TimeSpan.TicksPerMinute;

    /// <summary>A minute as it is part of a partition's key.</summary>
    public static string PartOf(long minute) => minute.ToString("D10", CultureInfo.InvariantCulture);

    private static string KeyOf(long ticks) => ticks.ToString("D19", CultureInfo.InvariantCulture);
}
