using PushFunctions.Accept;
using PushFunctions.Expand;
using PushFunctions.Storage;

namespace PushFunctions.Preview;

/// <summary>
/// Compares the two ways to those who have labels: one call after which the push service sends itself, or calls of 100
/// users whom the bridge looks up. The event chooses; this says what it would take either way. Of the way that is not
/// gone, numbers are those that the last sync wrote to the labels' rows: nothing is counted for it.
/// </summary>
public sealed class PreviewWays(
    PreviewForecast byUsers, TaskForecast byTask, StorageClients storage, TimeProvider time)
{
    private static readonly string[] Columns =
    [
        "RowKey", nameof(LabelRow.DeletedAt), nameof(LabelRow.IsThere), nameof(LabelRow.SyncedAt),
        nameof(LabelRow.DesiredCount), nameof(LabelRow.AppliedCount),
    ];

    /// <summary>The way that is gone and the other one; null: there is but one, to users whom somebody names.</summary>
    /// <param name="draft">The push as it would begin.</param>
    /// <param name="chosen">What it would take.</param>
    public async Task<IReadOnlyList<WayView>?> CompareAsync(
        PushRow draft, EventPlan.Ready plan, PreviewView chosen, CancellationToken cancellationToken)
    {
        if (plan is { Members: null, Task: null }) return null;
        var named = plan.Task is { IsEveryone: false, Labels: var names }
            ? await ReadAsync(draft.App, names, cancellationToken)
            : [];
        var taken = new WayView(chosen.Via, Chosen: true, WayWords.OfChosen(plan) + WayWords.WhatIsMissing(named))
        {
            Targets = chosen.Targets,
            TargetsAre = chosen.TargetsAre,
        };
        var cost = new WayCost(
            chosen.Calls, chosen.Budget, chosen.ExpectedFinish, chosen.StorageOperations, chosen.Places);
        return
        [
            taken.With(cost, draft, time.GetUtcNow()),
            plan switch
            {
                { Members: { } sets } => await ByLabelsAsync(draft, sets, cancellationToken),
                { Task.IsEveryone: false } => await ByUsersAsync(draft, plan, named, cancellationToken),
                _ => new(WayView.Users, Chosen: false, WayWords.NobodyKnowsAll),
            },
        ];
    }

    private async Task<WayView> ByLabelsAsync(PushRow draft, MemberSets sets, CancellationToken cancellationToken)
    {
        if (WayWords.WhyNotByLabels(sets) is { } why) return Way(why);
        var labels = await ReadAsync(draft.App, sets.Labels, cancellationToken);
        if (WayWords.WhyNotThere(labels) is { } missing) return Way(missing);
        var cost = await byTask.CostAsync(draft, TaskTo.Labels, cancellationToken);
        return Way(WayWords.ByLabels(labels)).With(cost, draft, time.GetUtcNow());

        static WayView Way(string why) => new(TaskTo.Labels, Chosen: false, why);
    }

    private async Task<WayView> ByUsersAsync(
        PushRow draft, EventPlan.Ready plan, IReadOnlyList<KnownLabel> labels, CancellationToken cancellationToken)
    {
        if (WayWords.WhyNotCounted(labels) is { } why) return Way(why);
        var figures = MemberFigures.OfAll([.. labels.Select(label => label.Row!.DesiredCount)]);
        var sets = new MemberSets([], [.. labels.Select(label => label.Name)], []);
        var cost = await byUsers.CostAsync(
            draft, plan with { Task = null, Members = sets }, figures, cancellationToken);
        return Way(WayWords.ByUsers).With(cost, draft, time.GetUtcNow()) with
        {
            Targets = figures.Users,
            TargetsAre = figures.Precision,
        };

        static WayView Way(string why) => new(WayView.Users, Chosen: false, why);
    }

    private async Task<IReadOnlyList<KnownLabel>> ReadAsync(
        string app, IReadOnlyList<string> names, CancellationToken cancellationToken) =>
        await Task.WhenAll(names.Select(async name => new KnownLabel(
            name, await storage.Labels.FindAsync<LabelRow>(app, name, Columns, cancellationToken))));
}
