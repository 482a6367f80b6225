using System.Text.Json;

namespace PushFunctions.Events;

/// <summary>The users of an event.</summary>
/// <param name="Ids">Each once, sorted.</param>
/// <param name="Data">What single users bring for the templates.</param>
public sealed record TargetUsers(IReadOnlyList<string> Ids, IReadOnlyDictionary<string, JsonElement> Data)
{
    /// <summary>Nobody is named.</summary>
    public static TargetUsers None { get; } = new([], new Dictionary<string, JsonElement>());
}
