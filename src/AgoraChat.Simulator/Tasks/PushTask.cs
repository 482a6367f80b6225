namespace AgoraChat.Simulator;

/// <summary>A push to many that runs by itself. Not thread-safe.</summary>
internal sealed class PushTask
{
    public required long Id { get; init; }

    public required PushTaskPlan Plan { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>How long it runs.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The users it went to; null until it starts.</summary>
    public int? Users { get; set; }

    public DateTimeOffset StartsAt => Plan.StartAt ?? CreatedAt;

    public DateTimeOffset EndsAt => StartsAt + Duration;

    public string StateAt(DateTimeOffset now) =>
        now < StartsAt ? "scheduled" : now < EndsAt ? "running" : "finished";
}
