using System.Text.Json.Serialization;

namespace AgoraChat.Push;

/// <summary>A name that users are gathered under, so that one push can go to all of them.</summary>
public sealed record Label
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary>How many users have it; null where the answer does not tell, as after creating it.</summary>
    [JsonPropertyName("count")]
    public long? MemberCount { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }
}
