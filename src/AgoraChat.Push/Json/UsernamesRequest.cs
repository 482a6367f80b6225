using System.Text.Json.Serialization;

namespace AgoraChat.Push;

/// <summary>The body of the calls that name several users and nothing else.</summary>
internal sealed record UsernamesRequest([property: JsonPropertyName("usernames")] IReadOnlyList<string> Users);
