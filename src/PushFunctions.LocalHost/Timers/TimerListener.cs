using Microsoft.Azure.Functions.Worker;
using PushFunctions.LocalHost.Functions;

namespace PushFunctions.LocalHost.Timers;

/// <summary>Fires one timer function by its schedule; the next time is looked for when a run has ended.</summary>
/// <param name="function">The function.</param>
/// <param name="timerLock">Says whether this host may; null: it always may.</param>
/// <param name="host">What all triggers share.</param>
internal sealed class TimerListener(HostedFunction.Timer function, TimerLock? timerLock, HostRuntime host)
{
    // A timer of the runtime cannot wait for months.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private DateTime _last;
    private bool _started;

    private DateTime Now => host.Time.GetUtcNow().UtcDateTime;

    /// <summary>Ends when the host stops and the run that was going on has ended.</summary>
    public async Task RunAsync()
    {
        try
        {
            await (timerLock is null ? FireOnTimeAsync(host.Life.Stopping) : timerLock.RunAsync(FireOnTimeAsync));
        }
        catch (OperationCanceledException) when (host.Life.Stopping.IsCancellationRequested)
        {
            // Stopping is how this loop ends.
        }
    }

    /// <summary>Fires until the token is cancelled; a run that is going on then is waited for.</summary>
    private async Task FireOnTimeAsync(CancellationToken mayFire)
    {
        mayFire.ThrowIfCancellationRequested();
        if (function.RunOnStartup && !_started)
            await FireAsync();
        _started = true;
        while (!mayFire.IsCancellationRequested)
        {
            await WaitUntilAsync(function.Schedule.NextAfter(Now), mayFire);
            // Asked again: a process that was held up finds its lock's end and its timer's time at once.
            if (timerLock is null or { IsHeld: true })
                await FireAsync();
        }
    }

    private async Task WaitUntilAsync(DateTime time, CancellationToken mayFire)
    {
        for (var left = time - Now; left > TimeSpan.Zero; left = time - Now)
            await Task.Delay(left < LongestWait ? left : LongestWait, host.Time, mayFire);
    }

    private async Task FireAsync()
    {
        var now = Now;
        var timer = new TimerInfo { ScheduleStatus = function.Monitored ? Status(now) : null };
        await host.TryAsync(function, function.Arguments.Select(make => make(timer, host.Life.Stopping)));
        _last = now;
    }

    private ScheduleStatus Status(DateTime now) =>
        new() { Last = _last, Next = function.Schedule.NextAfter(now), LastUpdated = _last };
}
