using System.Text.Json.Serialization;

namespace PushFunctions.Storage;

/// <summary>A message on <c>push-dispatch</c>: one turn of the dispatcher of a push.</summary>
public sealed record DispatchStep
{
    public const int CurrentVersion = 1;

    [JsonPropertyName("v")]
    public int Version { get; init; } = CurrentVersion;

    public required string App { get; init; }

    public required string PushId { get; init; }

    public required StepKind Kind { get; init; }

    /// <summary>The number of the step this message is for; a step whose push has moved on is over.</summary>
    public int Checkpoint { get; init; }

    /// <summary>For retries: the moment, rounded up, at which the users are due.</summary>
    public DateTimeOffset? Bucket { get; init; }

    /// <summary>Not to begin before this moment; the message may come up to a second early.</summary>
    public required DateTimeOffset Due { get; init; }

    /// <summary>
    /// Of the first step of a push whose event names its time: not sooner, however much room there is.
    /// </summary>
    public DateTimeOffset? NotBefore { get; init; }

    public string? TraceParent { get; init; }

    public int PutBack { get; init; }

    /// <summary>
    /// The step that a push's row says comes next: feeding or replaying while there is somebody, then closing; of
    /// a push to labels or to everyone its call.
    /// </summary>
    public static DispatchStep ForNext(PushRow push) => new()
    {
        App = push.App,
        PushId = push.PushId,
        Kind = push.IsTask ? StepKind.Task
            : push.IsReplaying ? StepKind.Replay
            : push.IsFed || push.IsSingle ? StepKind.Close
            : StepKind.Feed,
        Checkpoint = push.Step,
        Due = push.StepDue,
        NotBefore = push is { Step: 0, NotBefore: not null } ? push.StepDue : null,
        TraceParent = push.TraceParent,
    };

    /// <summary>The step that sends again the users of a push who are due at a bucket.</summary>
    public static DispatchStep ForRetry(string app, string pushId, DateTimeOffset bucket, DateTimeOffset due) => new()
    {
        App = app,
        PushId = pushId,
        Kind = StepKind.Retry,
        Bucket = bucket,
        Due = due,
    };

    /// <summary>The same for the push itself, in its trace.</summary>
    public static DispatchStep ForRetry(PushRow push, DateTimeOffset bucket, DateTimeOffset due) =>
        ForRetry(push.App, push.PushId, bucket, due) with { TraceParent = push.TraceParent };

    /// <summary>The same for a row of those who are due, in the trace in which they were put off.</summary>
    public static DispatchStep ForRetry(IndexRow row, DateTimeOffset due) =>
        ForRetry(row.App, row.PushId, row.At, due) with { TraceParent = row.TraceParent };
}
