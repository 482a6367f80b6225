using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Labels;

/// <summary>Compares what is known of labels with what the far side has, and repairs it.</summary>
public sealed class ReconcileLabelsFunction(ReconcilePlanner planner)
{
    [Function("ReconcileLabels")]
    public Task RunAsync(
        [TimerTrigger("%LabelReconcileSchedule%", UseMonitor = false)] TimerInfo timer,
        CancellationToken cancellationToken) =>
        planner.HandleAsync(isDryRun: false, cancellationToken);
}
