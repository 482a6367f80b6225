namespace PushFunctions.Dev.Ingest;

/// <summary>Work done again and again by a number of workers, each waiting for its own: as much as goes.</summary>
internal static class ClosedLoop
{
    /// <summary>Runs the work for a time.</summary>
    /// <param name="workers">What each worker does, over and over.</param>
    /// <param name="length">No work begins after it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How often a second it was done.</returns>
    public static async Task<double> RateAsync(
        IReadOnlyList<Func<CancellationToken, Task>> workers, TimeSpan length, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        var done = await Task.WhenAll(workers.Select(RunAsync));
        return done.Sum() / TimeProvider.System.GetElapsedTime(start).TotalSeconds;

        async Task<int> RunAsync(Func<CancellationToken, Task> work)
        {
            var count = 0;
            for (; TimeProvider.System.GetElapsedTime(start) < length; count++) await work(cancellationToken);
            return count;
        }
    }
}
