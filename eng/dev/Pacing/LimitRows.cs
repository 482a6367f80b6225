using PushFunctions.Dev.Load;

namespace PushFunctions.Dev.Pacing;

/// <summary>Whether a limit per minute was kept.</summary>
/// <remarks>A run of less than a minute can show that it was not, but not that it was.</remarks>
internal static class LimitRows
{
    private const double WindowSeconds = 60;
    private const string Most = "most calls in a rolling 60 s";
    private const string Refused = "refused as too fast";

    /// <param name="most">The most calls in any 60 s, by the far side's count.</param>
    /// <param name="throttled">Calls refused in the whole run.</param>
    /// <param name="callsPerMinute">The limit.</param>
    /// <param name="seconds">From the first call of the run to the last.</param>
    public static IEnumerable<Figure> Of(long most, long throttled, int callsPerMinute, double seconds) =>
        seconds < WindowSeconds && most <= callsPerMinute && throttled == 0
            ? [Figure.Told(Most, most), Figure.Told(Refused, throttled)]
            : [Figure.AtMost(Most, most, callsPerMinute), Figure.Exactly(Refused, throttled, 0)];
}
