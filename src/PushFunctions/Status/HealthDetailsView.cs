namespace PushFunctions.Status;

/// <summary>What works and what waits, as <c>GET /api/health/details</c> shows it.</summary>
public sealed record HealthDetailsView
{
    /// <summary><c>ok</c>, or <c>degraded</c>: a part of this is not as it should be.</summary>
    public required string Status { get; init; }

    public required StorageView Storage { get; init; }

    public required IReadOnlyList<PushServiceView> PushService { get; init; }

    /// <summary>Those that were ever used; absent when they could not be read.</summary>
    public IReadOnlyList<BudgetWord>? Budgets { get; init; }

    /// <summary>Absent when it could not be read.</summary>
    public WorkView? Work { get; init; }
}

/// <summary>Each service of the account by a word of <see cref="HealthWords"/>.</summary>
public sealed record StorageView(string Tables, string Queues, string Blobs);

/// <summary>An app's push service by a word.</summary>
public sealed record PushServiceView(string App, string State);

/// <summary>A budget by a word.</summary>
/// <param name="Until">When it is not held back any more; absent when it is not held back.</param>
public sealed record BudgetWord(string App, string Budget, string State, DateTimeOffset? Until);

/// <summary>Work, and how long the oldest of it has waited; 0: nothing waits too long.</summary>
/// <param name="Open">Pushes that have not ended, as the watchdog counted last.</param>
/// <param name="CountedSeconds">How long ago it did, while any are open.</param>
/// <param name="OldestOpenSeconds">How long the oldest of them is open.</param>
/// <param name="Resting">Pushes that are paused or stalled, and such as have just been cancelled.</param>
/// <param name="StepOverdueSeconds">How long the first message of <c>push-dispatch</c> is overdue.</param>
/// <param name="ParcelOverdueSeconds">How long the first message of <c>push-delivery</c> is overdue.</param>
/// <param name="RetryOverdueSeconds">How long those are overdue who should have been tried again first.</param>
public sealed record WorkView(
    int Open, double CountedSeconds, double OldestOpenSeconds, int Resting, double StepOverdueSeconds,
    double ParcelOverdueSeconds, double RetryOverdueSeconds);
