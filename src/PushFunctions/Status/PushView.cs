using System.Text.Json.Serialization;
using PushFunctions.Storage;

namespace PushFunctions.Status;

/// <summary>A push as <c>GET /api/pushes/{id}</c> shows it.</summary>
public sealed record PushView
{
    public required string PushId { get; init; }

    public required string Type { get; init; }

    public required PushState State { get; init; }

    public string? Reason { get; init; }

    /// <summary>Nobody is called before then; absent when the event named no time.</summary>
    public DateTimeOffset? SendAt { get; init; }

    public required int Targets { get; init; }

    /// <summary>
    /// Its users are still being looked up: there may be more than <see cref="Targets"/>; absent when there are not.
    /// </summary>
    public bool? Expanding { get; init; }

    public required CountsView Counts { get; init; }

    /// <summary>
    /// Users who may have been told twice: an answer never came, or a process died during their call.
    /// </summary>
    public required int PossiblyTwice { get; init; }

    /// <summary>Calls made so far.</summary>
    public required int Calls { get; init; }

    /// <summary>The replay that it is in, or that was its last; absent when it was never replayed.</summary>
    public int? Round { get; init; }

    /// <summary>When the last call known of should be made; absent when none is to come.</summary>
    public DateTimeOffset? ExpectedFinish { get; init; }

    public required IReadOnlyList<TimelineEntry> Timeline { get; init; }
}

/// <summary>Users by outcome; always sum to the targets.</summary>
public sealed record CountsView(
    int Pending, int Accepted, int Retrying, int Failed, int Dead, int Expired, int Cancelled, int Unknown);

[JsonSourceGenerationOptions(
    System.Text.Json.JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PushView))]
[JsonSerializable(typeof(TaskPushView))]
[JsonSerializable(typeof(HealthView))]
[JsonSerializable(typeof(HealthDetailsView))]
[JsonSerializable(typeof(BudgetState))]
internal sealed partial class StatusJson : JsonSerializerContext;
