using System.Text.Json;

namespace AgoraChat.Push;

/// <summary>What became of one user in a call that was answered.</summary>
public sealed record UserPushResult
{
    public required string User { get; init; }

    public required PushStatus Status { get; init; }

    /// <summary>The far side's <c>desc</c>, such as <c>no push binding</c>; with it a status that is unknown.</summary>
    public string? Description { get; init; }

    /// <summary>
    /// What the device's vendor answered, as it came; its form is the vendor's own. Null when the far side tells none,
    /// as in answers of the asynchronous endpoints.
    /// </summary>
    public JsonElement? Vendor { get; init; }

    /// <summary>
    /// The answer's elements about this user, as they came: usually one, perhaps one per device; none when
    /// <see cref="Status"/> is <see cref="PushStatus.Missing"/>.
    /// </summary>
    public IReadOnlyList<JsonElement> Elements { get; init; } = [];
}
