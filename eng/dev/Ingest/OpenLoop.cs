namespace PushFunctions.Dev.Ingest;

/// <summary>Work begun at a fixed rate, whether or not the earlier has ended: as senders do it.</summary>
internal static class OpenLoop
{
    /// <returns>From when each was due to begin until it ended: a late begin counts, so no stall goes unseen.</returns>
    public static async Task<IReadOnlyList<TimeSpan>> LatenciesAsync(
        double perSecond, TimeSpan length, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        var runs = new List<Task<TimeSpan>>();
        for (var due = TimeSpan.Zero; due < length; due = TimeSpan.FromSeconds(runs.Count / perSecond))
        {
            var wait = due - TimeProvider.System.GetElapsedTime(start);
            if (wait > TimeSpan.Zero) await Task.Delay(wait, TimeProvider.System, cancellationToken);
            runs.Add(RunAsync(due));
        }

        return await Task.WhenAll(runs);

        async Task<TimeSpan> RunAsync(TimeSpan due)
        {
            await work(cancellationToken);
            return TimeProvider.System.GetElapsedTime(start) - due;
        }
    }
}
