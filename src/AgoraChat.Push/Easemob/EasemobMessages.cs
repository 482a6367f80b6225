using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgoraChat.Push;

/// <summary>The body of <c>push/task/broadcast</c>.</summary>
internal sealed record BroadcastRequest(long PushMsgId, int Strategy);

/// <summary>One of the names of <c>push/nickname</c>, and of its answer.</summary>
internal sealed record UserDisplayName
{
    public required string Username { get; init; }

    [JsonPropertyName("push_nickname")]
    public required string Name { get; init; }

    /// <exception cref="ArgumentException">The name is too long.</exception>
    public static UserDisplayName New(string user, string name) => new()
    {
        Username = user,
        Name = Arguments.Length(name, 0, UserUpdate.MaxDisplayNameLength, "display name"),
    };
}

/// <summary>The id of what a call began or stored.</summary>
internal static class NewId
{
    /// <summary>Some endpoints answer with the bare number, others with an object around it.</summary>
    public static long Read(string endpoint, JsonElement data) => data.ValueKind == JsonValueKind.Object
        ? Answers.Read(endpoint, data, AgoraChatJson.Relaxed.StartedTask).TaskId
        : Answers.Read(endpoint, data, AgoraChatJson.Relaxed.Int64);
}
