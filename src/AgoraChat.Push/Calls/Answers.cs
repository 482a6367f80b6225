using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AgoraChat.Push;

/// <summary>Takes the wanted part out of an answer; one that lacks it is as good as none.</summary>
internal static class Answers
{
    /// <exception cref="AgoraChatException">There is no such member.</exception>
    public static JsonElement Member(string endpoint, JsonElement answer, string name) =>
        Find(answer, name) ?? throw NoAnswers.After(endpoint, $"was answered without {name}");

    /// <returns>The member; null when it is not there or a JSON null.</returns>
    public static JsonElement? Find(JsonElement answer, string name) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(name, out var value)
        && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    /// <exception cref="AgoraChatException">It has another form.</exception>
    public static T Read<T>(string endpoint, JsonElement value, JsonTypeInfo<T> type)
    {
        try
        {
            return value.Deserialize(type)
                ?? throw NoAnswers.After(endpoint, "was answered with nothing where something was expected");
        }
        catch (Exception other) when (other is JsonException or InvalidOperationException)
        {
            throw NoAnswers.After(endpoint, "was answered in a form that cannot be read", other);
        }
    }
}
