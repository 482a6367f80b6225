using System.Globalization;
using PushFunctions.Accept;
using PushFunctions.Events;
using PushFunctions.Storage;

namespace PushFunctions.Preview;

/// <summary>Says why a push goes one way, and what would speak for or against the other. Pure.</summary>
internal static class WayWords
{
    public const string NobodyKnowsAll =
        "Nobody here knows all users of the app. Send to an audience of them for calls of 100.";

    public const string ByUsers =
        "'to.members' with these labels in 'all' would send in calls of 100 to those who have them here: each user is "
        + "accounted for, and no task is taken. Users are those that the last sync counted; of "
        + "several labels, at most so many.";

    public static string OfChosen(EventPlan.Ready plan) => plan switch
    {
        { Members: not null } =>
            "'to.members' says so: the users are looked up here by their labels, and sent to in calls of 100.",
        { Task.IsEveryone: true } =>
            "'to.everyone' says so: one call, after which the push service sends to all users, whom it alone knows.",
        _ => "'to.labels' says so: one call, after which the push service sends to those who have the labels there.",
    };

    /// <returns>Why the push service cannot be asked for these; null: it can.</returns>
    public static string? WhyNotByLabels(MemberSets sets)
    {
        const string Only = "Not open: 'to.labels' goes to those who have all of some labels";
        if (sets.Any.Count > 1) return $"{Only}, and has no 'any' of several.";
        if (sets.None.Count > 0) return $"{Only}, and leaves nobody out as 'none' does.";
        return sets.Labels.Count > TaskTarget.MaxLabels
            ? $"{Only}, of {TaskTarget.MaxLabels} at most, and these are {sets.Labels.Count}."
            : null;
    }

    /// <returns>Why the push service would find nobody; null: it has the labels.</returns>
    public static string? WhyNotThere(IReadOnlyList<KnownLabel> labels) =>
        Missing(labels) is { Length: > 0 } names
            ? $"Not open: as far as is known, the push service does not have {names}. A sync makes labels there."
            : null;

    /// <summary>What is to be feared of the way that is gone; empty: nothing.</summary>
    public static string WhatIsMissing(IReadOnlyList<KnownLabel> labels) =>
        Missing(labels) is { Length: > 0 } names
            ? $" As far as is known, the push service does not have {names}: it would refuse the call."
            : "";

    public static string ByLabels(IReadOnlyList<KnownLabel> labels) =>
        "'to.labels' would send with one call to those who have the labels at the push service. It takes a task, "
        + "and nobody is accounted for."
        + string.Concat(labels.Where(label => label.Row!.AppliedCount != label.Row.DesiredCount).Select(label =>
            string.Create(
                CultureInfo.InvariantCulture,
                $" When '{label.Name}' was last synced, {label.Row!.AppliedCount:N0} had it there, and "
                + $"{label.Row.DesiredCount:N0} here.")));

    /// <returns>Why there are no numbers; null: all labels were counted.</returns>
    public static string? WhyNotCounted(IReadOnlyList<KnownLabel> labels)
    {
        if (NameAll(labels.Where(label => label.Row is { IsDeleted: true })) is { Length: > 0 } deleted)
            return $"Not open: {deleted} is being deleted here.";
        return NameAll(labels.Where(label => label.Row is null or { SyncedAt: null, DesiredCount: 0 }))
            is { Length: > 0 } names
            ? $"What it would take is not known: no sync has counted {names} yet. A preview of 'to.members' counts."
            : null;
    }

    private static string Missing(IReadOnlyList<KnownLabel> labels) =>
        NameAll(labels.Where(label => label.Row is not { IsThere: true, IsDeleted: false }));

    private static string NameAll(IEnumerable<KnownLabel> labels) =>
        string.Join(", ", labels.Select(label => $"'{label.Name}'"));
}
