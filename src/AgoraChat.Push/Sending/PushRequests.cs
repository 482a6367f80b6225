namespace AgoraChat.Push;

/// <summary>The body of <c>push/single</c>.</summary>
internal sealed record PushSingleRequest(IReadOnlyList<string> Targets, int Strategy, PushMessage PushMessage);

/// <summary>The body of <c>push/sync</c> and <c>push/async</c>, whose user stands in the path.</summary>
internal sealed record PushOneRequest(int Strategy, PushMessage PushMessage);

/// <summary>The body of the endpoints that start a task; without targets it is for everyone.</summary>
internal sealed record PushTaskRequest(
    IReadOnlyList<string>? Targets, string? StartDate, int Strategy, PushMessage PushMessage);

/// <summary>The <c>data</c> of an answer to <c>push/list/label</c>.</summary>
internal sealed record StartedTask
{
    public required long TaskId { get; init; }
}
