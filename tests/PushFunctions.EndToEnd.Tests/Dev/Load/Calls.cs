using PushFunctions.Dev.Load;

namespace PushFunctions.EndToEnd.Tests.Dev.Load;

/// <summary>Calls as a far side could have seen them.</summary>
internal static class Calls
{
    public static readonly DateTimeOffset Start = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);

    /// <summary>A moment after the start, to the next tick.</summary>
    public static DateTimeOffset At(double seconds) =>
        Start + TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond));

    /// <summary>Calls at equal distances, the first at the start.</summary>
    public static IReadOnlyList<FarSideCall> Every(double seconds, int count, int? status = 200) =>
        [.. Enumerable.Range(0, count).Select(number => new FarSideCall(At(number * seconds), status, 100, "ada"))];
}
