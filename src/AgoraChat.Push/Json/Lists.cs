using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AgoraChat.Push;

/// <summary>Reads lists of things.</summary>
internal static class Lists
{
    /// <returns>The things; what is a JSON null is none.</returns>
    /// <exception cref="AgoraChatException">It has another form.</exception>
    public static IReadOnlyList<T> Read<T>(string endpoint, JsonElement value, JsonTypeInfo<List<T>> type)
        where T : class =>
        [.. Answers.Read(endpoint, value, type).OfType<T>()];
}
