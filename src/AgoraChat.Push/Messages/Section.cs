using System.Text.Json;

namespace AgoraChat.Push;

/// <summary>A section that was found good, with the JSON that is sent for it.</summary>
internal sealed record Section<T>(T Value, JsonElement Json)
    where T : MessagePart;
