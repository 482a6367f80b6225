using Microsoft.Extensions.Logging;
using PushFunctions.Accept;
using PushFunctions.Deliver;
using PushFunctions.Settle;
using PushFunctions.Storage;

namespace PushFunctions.Labels;

/// <summary>
/// Lists the labels that the far side has and puts a step for each of ours, which compares the members. Labels that
/// the bridge does not know are left alone.
/// </summary>
public sealed class ReconcilePlanner(
    KnownApps apps, FarSideApps farSide, LabelBook book, FarMembers far, WorkQueues queues, TimeProvider time,
    ILogger<ReconcilePlanner> log)
{
    /// <summary>For the list of labels, which is a page or two.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <param name="isDryRun">Only counts.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task HandleAsync(bool isDryRun, CancellationToken cancellationToken)
    {
        foreach (var app in apps.Names) await PlanAsync(app, isDryRun, cancellationToken);
    }

    /// <summary>Begins a reconcile of one app's labels.</summary>
    public async Task<ReconcilePlan> PlanAsync(string app, bool isDryRun, CancellationToken cancellationToken)
    {
        var run = Guid.NewGuid().ToString("N");
        var rows = await book.ReadAsync(app, cancellationToken);
        // An app that has no labels makes no call.
        if (rows.Count == 0) return new(run, [], UnknownLabels: 0);
        using var turn = new StepTurn(Patience, time, cancellationToken);
        var (names, failure) = await far.ListLabelsAsync(app, turn);
        if (names is null || farSide.Find(app) is not { } client)
        {
            log.NotListed(app, failure is null ? "the time was over" : LoggedAnswer.Of(failure));
            return new(run, [], UnknownLabels: 0) { Problem = LabelProblems.NotListed(failure) };
        }

        var there = new Dictionary<string, string>(client.Labels.NameComparer);
        foreach (var name in names) there.TryAdd(name, name);
        var compared = new List<PlannedLabel>();
        foreach (var row in rows)
        {
            there.Remove(row.RowKey, out var farName);
            if (row.IsDeleted || (farName is null && !row.IsThere)) continue;
            var step = new LabelStep
            {
                Kind = LabelStepKind.Reconcile, App = app, Label = row.RowKey, FarName = farName,
                Reconcile = run, IsDryRun = isDryRun,
            };
            await queues.PutAsync(step, TimeSpan.Zero, cancellationToken);
            compared.Add(new(row.RowKey, IsGone: farName is null));
        }

        if (there.Count > 0) log.UnknownLabels(app, there.Count);
        return new(run, compared, there.Count);
    }
}
