using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PushFunctions.Map;
using PushFunctions.Storage;

namespace PushFunctions.Notices;

/// <summary>What a callback is sent, in the form that Standard Webhooks recommends.</summary>
public sealed record NoticeBody(string Type, DateTimeOffset Timestamp, NoticeData Data)
{
    public string ToJson() => JsonSerializer.Serialize(this, NoticeJson.Relaxed.NoticeBody);
}

/// <summary>A push as a callback is told of it: no user ids, no titles, no contents.</summary>
public sealed record NoticeData
{
    /// <summary>What is kept of a reason: the message must fit on its queue however its letters are written.</summary>
    private const int MaxReason = 500;

    public required string PushId { get; init; }

    public required string App { get; init; }

    public required string PushType { get; init; }

    public required string EventId { get; init; }

    /// <summary>Where the event came from; absent when its sender named no source.</summary>
    public string? Source { get; init; }

    public required PushState State { get; init; }

    public string? Reason { get; init; }

    /// <summary>Null: to labels or to everyone, whom nobody here counts.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required int? Targets { get; init; }

    /// <summary>Absent where there are no targets to count.</summary>
    public NoticeCounts? Counts { get; init; }

    /// <summary>Of a push to labels or to everyone: what its calls came to; else absent.</summary>
    public IReadOnlyList<TaskEntry>? Tasks { get; init; }

    public int? PossiblyTwice { get; init; }

    public required int Calls { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <param name="push">The push.</param>
    /// <param name="now">Its counts, which its row has only when it has ended.</param>
    public static NoticeData Of(PushRow push, PushFigures now) => new()
    {
        PushId = push.PushId,
        App = push.App,
        PushType = push.Type,
        EventId = push.EventId,
        Source = push.Source.Length > 0 ? push.Source : null,
        State = push.ShownState,
        Reason = push.Reason is { } reason ? Graphemes.Cut(reason, MaxReason) : null,
        Targets = push.IsTask ? null : push.Targets,
        Counts = now.Counts,
        Tasks = push.IsTask ? [.. push.ReadTasks().Select(task => task with { Description = null })] : null,
        PossiblyTwice = now.PossiblyTwice,
        Calls = now.Calls,
        CreatedAt = push.Created,
    };
}

/// <summary>Users by outcome; always sum to the targets.</summary>
public sealed record NoticeCounts(
    int Pending, int Accepted, int Retrying, int Failed, int Dead, int Expired, int Cancelled, int Unknown);

/// <summary>How a push stands, in numbers.</summary>
public sealed record PushFigures(NoticeCounts? Counts, int? PossiblyTwice, int Calls)
{
    /// <summary>Those of a push that has ended: its row has them all.</summary>
    public static PushFigures OfEnded(PushRow push) => push.IsTask ? OfTask(push) : new(
        new(0, push.Accepted, 0, push.Failed, push.Dead, push.Expired, push.Cancelled, push.Unknown),
        push.PossiblyTwice,
        push.Calls);

    /// <summary>Those of a push to labels or to everyone: nobody counts its users.</summary>
    public static PushFigures OfTask(PushRow push) => new(Counts: null, PossiblyTwice: null, push.Calls);
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NoticeBody))]
internal sealed partial class NoticeJson : JsonSerializerContext
{
    /// <summary>The context to use: source generation cannot state an encoder.</summary>
    public static NoticeJson Relaxed { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
