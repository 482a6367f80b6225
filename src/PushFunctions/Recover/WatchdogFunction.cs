using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Recover;

/// <summary>Restores work that a crash, or the platform, has left lying; every 15 s.</summary>
public sealed class WatchdogFunction(WatchdogHandler handler)
{
    [Function("Watchdog")]
    public Task RunAsync(
        [TimerTrigger("%WatchdogSchedule%", UseMonitor = false)] TimerInfo timer,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(cancellationToken);
}
