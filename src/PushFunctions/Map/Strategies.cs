using System.Text.Json;
using AgoraChat.Push;

namespace PushFunctions.Map;

/// <summary>The names of the channels, as events and mappings give them; the far side's number is taken too.</summary>
public static class Strategies
{
    private static readonly Dictionary<string, int> ByName = Enum.GetValues<PushStrategy>()
        .ToDictionary(
            strategy => JsonNamingPolicy.CamelCase.ConvertName(strategy.ToString()),
            strategy => (int)strategy);

    /// <summary>All names, for messages.</summary>
    public static string Known { get; } = string.Join(", ", ByName.Select(pair => $"\"{pair.Key}\" ({pair.Value})"));

    public static string NameOf(int strategy) => ByName.Single(pair => pair.Value == strategy).Key;

    public static bool TryRead(JsonElement value, out int strategy)
    {
        strategy = 0;
        return value.ValueKind switch
        {
            JsonValueKind.String => ByName.TryGetValue(value.GetString()!, out strategy),
            JsonValueKind.Number => value.TryGetInt32(out strategy) && ByName.ContainsValue(strategy),
            _ => false,
        };
    }
}
