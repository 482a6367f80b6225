namespace PushFunctions.LocalHost.Timers;

/// <summary>Lets one host at a time fire a timer function: that which has the lease of the function's blob.</summary>
internal sealed class TimerLock(string function, TimerLease lease, SingletonSettings settings, HostRuntime host)
{
    private static readonly TimeSpan BetweenRenewals = TimeSpan.FromSeconds(1);

    private readonly long _period = (long)(settings.LockPeriod.TotalSeconds * host.Time.TimestampFrequency);
    private long _until = long.MinValue;
    private State _state = State.New;

    private enum State
    {
        New,
        Held,
        Elsewhere,
        Failing,
    }

    /// <summary>Whether the lease lasts, counted from when it was asked for.</summary>
    public bool IsHeld => host.Time.GetTimestamp() < Volatile.Read(ref _until);

    /// <summary>Does the work while the lock is had, again whenever it is had again, until the host stops.</summary>
    /// <param name="work">Ends soon after its token is cancelled.</param>
    public async Task RunAsync(Func<CancellationToken, Task> work)
    {
        while (!host.Life.Stopping.IsCancellationRequested)
        {
            if (await TryTakeAsync())
                await HoldAsync(work);
            else
                await Task.Delay(settings.RecoveryPollingInterval, host.Time, host.Life.Stopping);
        }
    }

    private async Task HoldAsync(Func<CancellationToken, Task> work)
    {
        using var held = CancellationTokenSource.CreateLinkedTokenSource(host.Life.Stopping);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(host.Life.Killed);
        var keeping = KeepAsync(held, done.Token);
        try
        {
            await work(held.Token);
        }
        catch (OperationCanceledException) when (held.IsCancellationRequested)
        {
            // The lock is lost or the host stops; the loop knows which.
        }
        finally
        {
            // Renewed until the work has ended: what runs during a stop is alone as well.
            await done.CancelAsync();
            await keeping;
            await ReleaseAsync();
        }
    }

    /// <summary>Renews the lease at half its time, and tells by the token when it is lost.</summary>
    private async Task KeepAsync(CancellationTokenSource held, CancellationToken done)
    {
        var wait = settings.LockPeriod / 2;
        while (true)
        {
            await Task.Delay(wait, host.Time, done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var renewed = !done.IsCancellationRequested && await RenewAsync(done);
            if (done.IsCancellationRequested)
                return;
            if (!IsHeld)
            {
                Log.TimerLost(host.Logger, function);
                if (_state == State.Held)
                    _state = State.New;
                await held.CancelAsync();
                return;
            }
            wait = renewed ? settings.LockPeriod / 2 : BetweenRenewals;
        }
    }

    private async Task<bool> TryTakeAsync()
    {
        var asked = host.Time.GetTimestamp();
        try
        {
            // Not broken off by a stop: a lease on its way would be had, and nobody would give it up.
            var taken = await lease.TryTakeAsync(host.Life.Killed);
            if (taken)
                Volatile.Write(ref _until, asked + _period);
            Enter(taken ? State.Held : State.Elsewhere);
            return taken;
        }
        catch (Exception exception) when (!host.Life.Killed.IsCancellationRequested)
        {
            Enter(State.Failing, exception);
            return false;
        }
    }

    private async Task<bool> RenewAsync(CancellationToken done)
    {
        var asked = host.Time.GetTimestamp();
        try
        {
            var renewed = await lease.TryRenewAsync(done);
            Volatile.Write(ref _until, renewed ? asked + _period : long.MinValue);
            if (renewed)
                Enter(State.Held);
            return renewed;
        }
        catch (Exception exception)
        {
            if (!done.IsCancellationRequested)
                Enter(State.Failing, exception);
            return false;
        }
    }

    private async Task ReleaseAsync()
    {
        if (!IsHeld || host.Life.Killed.IsCancellationRequested)
            return;
        Volatile.Write(ref _until, long.MinValue);
        try
        {
            await lease.ReleaseAsync(host.Life.Killed);
        }
        catch (Exception exception)
        {
            if (!host.Life.Killed.IsCancellationRequested)
                Log.TimerNotReleased(host.Logger, exception, function, settings.LockPeriod);
        }
    }

    // Logged when it changes, not at each look: an account that is away for an hour is a few lines.
    private void Enter(State state, Exception? exception = null)
    {
        if (state == _state)
            return;
        _state = state;
        if (state == State.Held)
            Log.TimerHeld(host.Logger, function);
        else if (state == State.Elsewhere)
            Log.TimerElsewhere(host.Logger, function, settings.RecoveryPollingInterval);
        else
            Log.TimerLockFailing(host.Logger, function, exception!.Message.Split('\n', 2)[0].TrimEnd());
    }
}
