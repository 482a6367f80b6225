namespace PushFunctions.LocalHost;

/// <summary>Counts what runs, and lets one wait until little enough of it is left.</summary>
internal sealed class InFlight
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _changed;
    private int _count;

    public int Count
    {
        get
        {
            lock (_gate)
                return _count;
        }
    }

    /// <summary>Runs the work on the pool and counts it until it ends; the work reports its own failures.</summary>
    public Task Start(Func<Task> work)
    {
        lock (_gate)
            _count++;
        return Task.Run(async () =>
        {
            try
            {
                await work();
            }
            finally
            {
                Leave();
            }
        });
    }

    /// <summary>Waits until at most <paramref name="limit"/> are running.</summary>
    public async Task WaitForAtMostAsync(int limit, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_count <= limit)
                    return;
                _changed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                changed = _changed.Task;
            }
            await changed.WaitAsync(cancellationToken);
        }
    }

    private void Leave()
    {
        TaskCompletionSource? changed;
        lock (_gate)
        {
            _count--;
            (changed, _changed) = (_changed, null);
        }
        changed?.TrySetResult();
    }
}
