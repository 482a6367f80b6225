namespace PushFunctions.Budgets;

/// <summary>What a desk sleeps on until there is something to do: a new call, a reservation, or a moment.</summary>
internal sealed class Alarm(TimeProvider time)
{
    private TaskCompletionSource _ring = NewRing();

    /// <summary>Wakes the sleeper. The desk's lock is held around it.</summary>
    public void Ring() => _ring.TrySetResult();

    /// <summary>Is rung at the first ring from now on. The desk's lock is held around it.</summary>
    public TaskCompletionSource NextRing()
    {
        if (_ring.Task.IsCompleted) _ring = NewRing();
        return _ring;
    }

    /// <summary>
    /// Waits for a ring. The moment <paramref name="wake"/> rings, and so does a reservation when it is done: one thing
    /// is awaited, as any of several would be awaited on another thread.
    /// </summary>
    public async Task WaitAsync(DateTimeOffset? wake, TaskCompletionSource ring, Task? reserving)
    {
        // Rounded up: a timer that comes a little early would only make another turn.
        var wait = wake - time.GetUtcNow() is { } left
            ? TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds))
            : Timeout.InfiniteTimeSpan;
        if (wake is not null && wait <= TimeSpan.Zero) return;
        using var timer = time.CreateTimer(_ => ring.TrySetResult(), null, wait, Timeout.InfiniteTimeSpan);
        if (reserving is not null) _ = RingAfterAsync(reserving, ring);
        await ring.Task;
    }

    private static async Task RingAfterAsync(Task reserving, TaskCompletionSource ring)
    {
        // What came of it is seen by who wakes.
        await reserving.ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        ring.TrySetResult();
    }

    private static TaskCompletionSource NewRing() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
