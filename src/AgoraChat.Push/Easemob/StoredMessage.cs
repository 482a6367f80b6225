using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgoraChat.Push;

/// <summary>A message that the far side keeps to be broadcast.</summary>
public sealed record StoredMessage
{
    public string? Title { get; init; }

    public string? SubTitle { get; init; }

    public string? Content { get; init; }

    [JsonPropertyName("timestamp")]
    public DateTimeOffset? StoredAt { get; init; }

    /// <summary>All other members as they came, such as <c>appkey</c> and the sections of vendors.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, JsonElement> Extra => Others;

    [JsonInclude]
    [JsonExtensionData]
    internal Dictionary<string, JsonElement> Others { get; } = [];
}
