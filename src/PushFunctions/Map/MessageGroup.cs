using System.Text.Json;

namespace PushFunctions.Map;

/// <summary>Users who get the same message.</summary>
/// <param name="Message">The far side's message.</param>
/// <param name="Users">The users, each once, sorted.</param>
public sealed record MessageGroup(JsonElement Message, IReadOnlyList<string> Users);
