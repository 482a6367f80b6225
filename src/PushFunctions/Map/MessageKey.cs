using System.Text.Json;
using System.Text.Json.Nodes;

namespace PushFunctions.Map;

/// <summary>A message with its members sorted: equal messages are equal texts then.</summary>
internal static class MessageKey
{
    public static byte[] Of(JsonObject message) =>
        JsonSerializer.SerializeToUtf8Bytes(Sorted(message), MapJson.Relaxed.JsonObject);

    private static JsonObject Sorted(JsonObject value) => new(value
        .OrderBy(member => member.Key, StringComparer.Ordinal)
        .Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value))));

    private static JsonNode? Sorted(JsonNode? value) => value switch
    {
        JsonObject members => Sorted(members),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => value?.DeepClone(),
    };
}
