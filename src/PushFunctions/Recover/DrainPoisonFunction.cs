using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Recover;

/// <summary>Empties the poison queues, which would lose their messages after seven days.</summary>
public sealed class DrainPoisonFunction(PoisonHandler handler)
{
    [Function("DrainPoison")]
    public Task RunAsync(
        [TimerTrigger("%PoisonSchedule%", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        handler.HandleAsync(cancellationToken);
}
