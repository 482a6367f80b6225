using System.Globalization;
using PushFunctions.Dev.Run;
using PushFunctions.Dev.Stack;

namespace PushFunctions.Dev.Bench;

/// <summary>What a broadcast against a limit showed.</summary>
/// <param name="Instances">Hosts.</param>
/// <param name="CallsPerMinute">The far side's limit, and the budget.</param>
/// <param name="Users">Users in all.</param>
/// <param name="Accepted">Users that the bridge says were accepted.</param>
/// <param name="UsersSent">Users that the far side was asked to push to.</param>
/// <param name="Calls">Calls that arrived.</param>
/// <param name="Throttled">Calls refused as too fast.</param>
/// <param name="MostInWindow">Most calls in any rolling 60 s.</param>
/// <param name="LeastInWindow">Least calls in a rolling 60 s, from the second minute to the last call; null for a run of less than a minute.</param>
/// <param name="Seconds">From the first call to the last.</param>
/// <param name="ShareUsed">Calls between the first and the last, of those that the limit allows in that time.</param>
public sealed record LimitResult(
    int Instances, int CallsPerMinute, int Users, int Accepted, long UsersSent, long Calls, long Throttled, long MostInWindow,
    int? LeastInWindow, double Seconds, double ShareUsed)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    /// <summary>
    /// No call was refused, no window held more than the limit nor, from the second minute on, less than eleven twelfths
    /// of it, and every user was told once.
    /// </summary>
    public bool IsWithinLimit =>
        Throttled == 0 && MostInWindow <= CallsPerMinute && !(LeastInWindow < CallsPerMinute * 11 / 12)
        && Accepted == Users && UsersSent == Users;

    internal static LimitResult From(
        LocalStackOptions options, int users, int accepted, SimulatorStats stats, IReadOnlyList<DateTimeOffset> times)
    {
        var calls = stats.Calls["push/single"];
        var length = times[^1] - times[0];
        var limit = options.CallsPerMinute ?? 1_200;
        var windows = times.Where(time => time - times[0] >= Window)
            .Select(end => times.Count(time => time > end - Window && time <= end)).ToList();
        return new(
            options.Instances, limit, users, accepted, stats.UsersSent, calls.Total, calls.Throttled, calls.MaxInRolling60S,
            windows.Count == 0 ? null : windows.Min(), length.TotalSeconds,
            length > TimeSpan.Zero ? (times.Count - 1) / (limit * length.TotalMinutes) : 1);
    }

    internal IEnumerable<(string Figure, string Value)> Rows() =>
    [
        ("hosts", Text(Instances)),
        ("limit, calls per minute", Text(CallsPerMinute)),
        ("users accepted", $"{Text(Accepted)} of {Text(Users)}"),
        ("users sent, by the far side", Text(UsersSent)),
        ("calls", Text(Calls)),
        ("refused as too fast", Text(Throttled)),
        ("most calls in a rolling 60 s", Text(MostInWindow)),
        ("least, from the second minute on", LeastInWindow is { } least ? Text(least) : "shorter than a minute"),
        ("seconds, first call to last", Seconds.ToString("0.0", CultureInfo.InvariantCulture)),
        ("share of the limit used", ShareUsed.ToString("0.00 %", CultureInfo.InvariantCulture)),
    ];

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
