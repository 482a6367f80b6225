using System.Text.Json;

namespace PushFunctions.Events;

/// <summary>The users of an event.</summary>
/// <param name="Ids">Each once, sorted; at least one.</param>
/// <param name="Data">What single users bring for the templates.</param>
public sealed record TargetUsers(IReadOnlyList<string> Ids, IReadOnlyDictionary<string, JsonElement> Data);
