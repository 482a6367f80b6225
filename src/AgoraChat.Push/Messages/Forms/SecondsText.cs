using System.Globalization;

namespace AgoraChat.Push;

/// <summary>Durations as a string of seconds.</summary>
internal static class SecondsText
{
    private static readonly decimal Most = TimeSpan.MaxValue.Ticks / (decimal)TimeSpan.TicksPerSecond;

    public static string Write(TimeSpan value) =>
        (value.Ticks / (decimal)TimeSpan.TicksPerSecond).ToString("0.#######", CultureInfo.InvariantCulture);

    /// <summary>Reads seconds from 0 on; a fraction is cut to the 100 ns of a <see cref="TimeSpan"/>.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out TimeSpan value)
    {
        value = default;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            || seconds > Most)
        {
            return false;
        }

        value = TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond));
        return true;
    }
}
