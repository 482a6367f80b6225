using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgoraChat.Push;

/// <summary>How the far side writes one kind of value: the same rule reads it, writes it and finds it wrong.</summary>
internal abstract class JsonForm<T> : JsonConverter<T>, IJsonForm
{
    /// <inheritdoc/>
    public abstract string Allowed { get; }

    public bool Allows(JsonElement value) => TryRead(value, out _);

    /// <summary>Reads what is allowed; a JSON null never comes here.</summary>
    public abstract bool TryRead(JsonElement value, out T? result);

    public sealed override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var value = JsonElement.ParseValue(ref reader);
        return TryRead(value, out var result)
            ? result
            : throw new JsonException($"It must be {Allowed}, not {JsonKind.Show(value)}.");
    }
}
