using System.Text.Json.Serialization;

namespace AgoraChat.Push;

/// <summary>A user who has a label.</summary>
public sealed record LabelMember
{
    [JsonPropertyName("username")]
    public required string User { get; init; }

    /// <summary>When the user was given the label.</summary>
    [JsonPropertyName("created")]
    public DateTimeOffset? AddedAt { get; init; }
}
