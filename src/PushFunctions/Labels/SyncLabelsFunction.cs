using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Labels;

/// <summary>Finds what labels are to be changed at the far side, and begins it.</summary>
public sealed class SyncLabelsFunction(SyncPlanner planner)
{
    [Function("SyncLabels")]
    public Task RunAsync(
        [TimerTrigger("%LabelSyncSchedule%", UseMonitor = false)] TimerInfo timer,
        CancellationToken cancellationToken) =>
        planner.HandleAsync(cancellationToken);
}
