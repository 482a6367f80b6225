using Microsoft.Azure.Functions.Worker;
using PushFunctions.LocalHost.Functions;

namespace PushFunctions.LocalHost.Timers;

/// <summary>Fires one timer function by its schedule; the next time is looked for when a run has ended.</summary>
internal sealed class TimerListener(HostedFunction.Timer function, HostRuntime host)
{
    // A timer of the runtime cannot wait for months.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private DateTime _last;

    private DateTime Now => host.Time.GetUtcNow().UtcDateTime;

    /// <summary>Ends when the host stops and the run that was going on has ended.</summary>
    public async Task RunAsync()
    {
        try
        {
            if (function.RunOnStartup)
                await FireAsync();
            while (!host.Life.Stopping.IsCancellationRequested)
            {
                await WaitUntilAsync(function.Schedule.NextAfter(Now), host.Life.Stopping);
                await FireAsync();
            }
        }
        catch (OperationCanceledException) when (host.Life.Stopping.IsCancellationRequested)
        {
            // Stopping is how this loop ends.
        }
    }

    private async Task WaitUntilAsync(DateTime time, CancellationToken stopping)
    {
        for (var left = time - Now; left > TimeSpan.Zero; left = time - Now)
            await Task.Delay(left < LongestWait ? left : LongestWait, host.Time, stopping);
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
