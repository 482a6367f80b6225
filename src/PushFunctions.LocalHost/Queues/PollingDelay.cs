namespace PushFunctions.LocalHost.Queues;

/// <summary>The wait before the next look at a queue that had nothing: doubling, give or take a fifth.</summary>
internal sealed class PollingDelay(TimeSpan longest, Random random)
{
    private const int MostDoublings = 30;
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private int _misses;

    /// <summary>Something was there: the next wait is short again.</summary>
    public void Reset() => _misses = 0;

    /// <summary>Nothing was there.</summary>
    public TimeSpan Next()
    {
        var share = 0.8 + (0.4 * random.NextDouble());
        var wait = Shortest + (Shortest * (share * Math.Pow(2, _misses)));
        _misses = Math.Min(_misses + 1, MostDoublings);
        return wait < longest ? wait : longest;
    }
}
