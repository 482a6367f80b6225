using System.Text.Json.Serialization;
using PushFunctions.Storage;

namespace PushFunctions.Status;

/// <summary>
/// A push to labels or to everyone as <c>GET /api/pushes/{id}</c> shows it: nobody here counts its users, so that what
/// its calls came to stands in the place of counts.
/// </summary>
public sealed record TaskPushView
{
    public required string PushId { get; init; }

    public required string Type { get; init; }

    public required PushState State { get; init; }

    public string? Reason { get; init; }

    /// <summary>Nobody is called before then; absent when the event named no time.</summary>
    public DateTimeOffset? SendAt { get; init; }

    /// <summary>Always null, and told as that.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int? Targets { get; init; }

    /// <summary>One for each round that has come to something, in their order.</summary>
    public required IReadOnlyList<TaskEntry> Tasks { get; init; }

    /// <summary>Calls made so far.</summary>
    public required int Calls { get; init; }

    /// <summary>When its call should be made; absent when none is to come.</summary>
    public DateTimeOffset? ExpectedFinish { get; init; }

    public required IReadOnlyList<TimelineEntry> Timeline { get; init; }
}
