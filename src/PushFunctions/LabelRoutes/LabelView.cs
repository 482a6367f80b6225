using System.Text.Json;
using PushFunctions.Storage;

namespace PushFunctions.LabelRoutes;

/// <summary>A label as it is shown.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What the far side is told when it is created there.</param>
/// <param name="State">
/// <c>deleting</c>, <c>syncing</c> while a run holds it, <c>failed</c> when the last run ended early, <c>waiting</c>
/// when something is still to be done, else <c>synced</c>.
/// </param>
/// <param name="DesiredCount">Users who are to have it.</param>
/// <param name="AppliedCount">Users who have it, as far as is known.</param>
/// <param name="Pending">Changes that are still to be made.</param>
/// <param name="RefusedCount">Users whose change is refused.</param>
/// <param name="Refused">The first of them, in an answer about this label alone.</param>
/// <param name="OverLimit">Users beyond the most that a label may have, who are not synced.</param>
/// <param name="OverLabelLimit">Whether the app has more labels than it may have, and this one is not synced.</param>
/// <param name="Counted"><c>now</c>, or by the <c>lastSync</c>.</param>
public sealed record LabelView(
    string Name,
    string? Description,
    string State,
    int DesiredCount,
    int AppliedCount,
    int Pending,
    int RefusedCount,
    IReadOnlyList<RefusedMember>? Refused,
    int OverLimit,
    bool OverLabelLimit,
    string Counted)
{
    /// <summary>Another spelling of the name, whose members are not synced.</summary>
    public string? NameConflict { get; init; }

    /// <summary>Rows that name nobody who could be a user.</summary>
    public int? BadKeyCount { get; init; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<string>? BadKeys { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Since when it is to go.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>When the last run ended that made all its changes.</summary>
    public DateTimeOffset? LastSync { get; init; }

    /// <summary>Why the last run ended early.</summary>
    public string? Problem { get; init; }

    public DateTimeOffset? ProblemAt { get; init; }

    /// <summary>What the last reconcile has found.</summary>
    public ReconcileView? Reconcile { get; init; }

    /// <summary>What has no effect of that which was put.</summary>
    public IReadOnlyList<string>? Warnings { get; init; }

    /// <param name="row">The label.</param>
    /// <param name="count">What was counted for this answer; null: the last sync has counted.</param>
    /// <param name="refused">Who is refused; null: that is not shown.</param>
    /// <param name="now">The time.</param>
    public static LabelView Of(
        LabelRow row, LabelCount? count, IReadOnlyList<RefusedMember>? refused, DateTimeOffset now)
    {
        var shown = count ?? LabelCount.Of(row);
        return new(
            row.RowKey, Text(row.Description), StateOf(row, shown, isCounted: count is not null, now), shown.Desired,
            shown.Applied, shown.Pending, shown.Refused, refused, shown.OverLimit, row.IsOverLabelLimit,
            count is null ? "lastSync" : "now")
        {
            NameConflict = Text(row.NameConflict),
            BadKeyCount = row.BadKeyCount > 0 ? row.BadKeyCount : null,
            BadKeys = row is { BadKeyCount: > 0, BadKeys: { Length: > 0 } keys }
                ? JsonSerializer.Deserialize(keys, LabelRoutesJson.Relaxed.IReadOnlyListString)
                : null,
            CreatedAt = row.CreatedAt,
            DeletedAt = row.DeletedAt,
            LastSync = row.SyncedAt,
            Problem = Text(row.Problem),
            ProblemAt = Text(row.Problem) is null ? null : row.ProblemAt,
            Reconcile = ReconcileView.Of(row),
        };
    }

    private static string StateOf(LabelRow row, LabelCount count, bool isCounted, DateTimeOffset now)
    {
        if (row.IsDeleted) return "deleting";
        if (row.IsHeld(now)) return "syncing";
        if (Text(row.Problem) is not null) return "failed";
        // What was asked for and is not begun is in no count of the last sync.
        var isAsked = !isCounted && row.SyncAskedAt is not null && !(row.SyncBegunAt >= row.SyncAskedAt);
        return count.Pending > 0 || isAsked || !row.IsThere ? "waiting" : "synced";
    }

    private static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

/// <summary>A user whose change the far side refuses.</summary>
/// <param name="User">The user.</param>
/// <param name="Reason">In its words.</param>
/// <param name="At">When; a day later it is tried again.</param>
public sealed record RefusedMember(string User, string Reason, DateTimeOffset? At);
