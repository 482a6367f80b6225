using PushFunctions.Labels;

namespace PushFunctions.LabelRoutes;

/// <summary>Looks at a reconcile until it is done, or has taken too long for one answer.</summary>
public sealed class ReconcileReports(LabelBook book, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(0.5);

    /// <param name="app">The app.</param>
    /// <param name="plan">The reconcile.</param>
    /// <param name="isDryRun">Whether it only counts.</param>
    /// <param name="isAwaited">Whether to wait at all.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<ReconcileReport> ReadAsync(
        string app, ReconcilePlan plan, bool isDryRun, bool isAwaited, CancellationToken cancellationToken)
    {
        var end = time.GetUtcNow() + Patience;
        while (true)
        {
            var rows = plan.Labels.Count == 0 ? [] : await book.ReadAsync(app, cancellationToken);
            var report = ReconcileReport.Of(plan, isDryRun, rows);
            if (report.Pending == 0 || !isAwaited || time.GetUtcNow() >= end) return report;
            await Task.Delay(Between, time, cancellationToken);
        }
    }
}
