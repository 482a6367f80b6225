namespace PushFunctions.Budgets;

/// <summary>What a desk sleeps on until there is something to do: a new call, a reservation, or a moment.</summary>
internal sealed class Alarm(TimeProvider time)
{
    private TaskCompletionSource _ring = NewRing();

    /// <summary>Wakes the sleeper. The desk's lock is held around it.</summary>
    public void Ring() => _ring.TrySetResult();

    /// <summary>Ends at the first ring from now on. The desk's lock is held around it.</summary>
    public Task NextRing()
    {
        if (_ring.Task.IsCompleted) _ring = NewRing();
        return _ring.Task;
    }

    /// <summary>Waits for a ring, for <paramref name="wake"/> and for a reservation, whichever comes first.</summary>
    public async Task WaitAsync(DateTimeOffset? wake, Task ring, Task? reserving)
    {
        using var stop = new CancellationTokenSource();
        var tasks = new List<Task>(3) { ring };
        if (reserving is not null) tasks.Add(reserving);
        if (wake is { } moment)
        {
            var wait = moment - time.GetUtcNow();
            if (wait <= TimeSpan.Zero) return;
            // Rounded up: a timer that comes a little early would only make another turn.
            tasks.Add(Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), time, stop.Token));
        }

        await Task.WhenAny(tasks);
        // At once: what it calls only ends the timer, and a trip over the thread pool would cost more.
        stop.Cancel();
    }

    private static TaskCompletionSource NewRing() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
