using System.Diagnostics;
using PushFunctions.Dev.Load;
using PushFunctions.Recover;

namespace PushFunctions.Dev.Crowd;

/// <summary>What a run of the watchdog takes.</summary>
/// <param name="Milliseconds">The time of each run.</param>
/// <param name="Requests">What each asked of storage.</param>
internal sealed record WatchdogRuns(IReadOnlyList<double> Milliseconds, IReadOnlyList<double> Requests)
{
    private const int WarmUps = 3;

    public double TypicalMilliseconds => Percentiles.Median(Milliseconds);

    public double TypicalRequests => Percentiles.Median(Requests);

    /// <summary>Runs the app's watchdog in this process, one run after another.</summary>
    public static async Task<WatchdogRuns> MeasureAsync(AppParts parts, int runs, CancellationToken cancellationToken)
    {
        var watchdog = parts.Get<WatchdogHandler>();
        var (milliseconds, requests) = (new List<double>(), new List<double>());
        for (var run = -WarmUps; run < runs; run++)
        {
            var (start, before) = (Stopwatch.GetTimestamp(), parts.Requests.Count);
            await watchdog.HandleAsync(cancellationToken);
            if (run < 0) continue;
            milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            requests.Add(parts.Requests.Count - before);
        }

        return new(milliseconds, requests);
    }
}
