using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Retention;

/// <summary>Removes what has been kept for as long as the settings say.</summary>
public sealed class CleanUpFunction(CleanUpHandler handler)
{
    [Function("CleanUp")]
    public Task RunAsync(
        [TimerTrigger("%RetentionSchedule%", UseMonitor = false)] TimerInfo timer,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(cancellationToken);
}
