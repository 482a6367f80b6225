using System.Text.Json;

namespace AgoraChat.Push;

/// <summary>What became of one user in a call that was answered.</summary>
public sealed record UserPushResult
{
    public required string User { get; init; }

    public required PushStatus Status { get; init; }

    /// <summary>The far side's <c>desc</c>, such as <c>no push binding</c>; with it a status that is unknown.</summary>
    public string? Description { get; init; }

    /// <summary>The answer's element as it came; null when there is none.</summary>
    public JsonElement? Raw { get; init; }
}
