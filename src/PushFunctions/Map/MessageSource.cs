using System.Text.Json;
using System.Text.Json.Nodes;
using AgoraChat.Push;

namespace PushFunctions.Map;

/// <summary>What messages are made of.</summary>
/// <param name="Data">What templates are filled from.</param>
/// <param name="Users">The users, each once, sorted.</param>
/// <param name="UserData">What single users bring for the templates.</param>
/// <param name="Push">The event's own message, laid over the mapping's member by member.</param>
/// <param name="Strategy">The channel, where the event names one.</param>
/// <param name="Unnamed">How many users there are, where nobody names them here; then <c>Users</c> is empty.</param>
/// <param name="Counting">How the app's far side counts the characters of title and content.</param>
public sealed record MessageSource(
    JsonElement Data,
    IReadOnlyList<string> Users,
    IReadOnlyDictionary<string, JsonElement> UserData,
    JsonObject? Push = null,
    int? Strategy = null,
    int? Unnamed = null,
    CharacterCounting Counting = CharacterCounting.EachOnce)
{
    /// <summary>The push's id, for templates.</summary>
    public string PushId { get; init; } = "";

    /// <summary>A number made of it.</summary>
    public long PushNumber { get; init; }
}
