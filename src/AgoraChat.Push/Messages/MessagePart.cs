using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgoraChat.Push;

/// <summary>A section of a message or a part of one: members the library knows, and others as they are.</summary>
/// <remarks>
/// It is checked where a <see cref="PushMessage"/> takes it, which then holds its JSON: what is changed in an object
/// or list given here does not change the message. A part has no equality of its own; messages compare as JSON.
/// </remarks>
public abstract class MessagePart
{
    private protected MessagePart()
    {
    }

    /// <summary>Members that this library does not know, untouched and in their order.</summary>
    /// <exception cref="ArgumentException">A member has a property of its own.</exception>
    // Ignored under a name that no JSON has: under its own, a member called "extra" would be ignored with it.
    [JsonIgnore]
    [JsonPropertyName("\0")]
    public IReadOnlyDictionary<string, JsonElement> Extra
    {
        get => UnknownMembers;
        init
        {
            var form = MessageJson.Wire.Options.GetTypeInfo(GetType());
            if (value.Keys.FirstOrDefault(name => PartForm.Knows(form, name)) is { } known)
                throw new ArgumentException($"{known} has a property of its own; set that instead of Extra.");

            UnknownMembers.Clear();
            foreach (var (name, element) in value)
                UnknownMembers[name] = Own(element).Value;
        }
    }

    [JsonInclude]
    [JsonExtensionData]
    internal OrderedDictionary<string, JsonElement> UnknownMembers { get; } = [];

    // A copy: the caller's document may be disposed while the part lives.
    [return: NotNullIfNotNull(nameof(value))]
    private protected static JsonElement? Own(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Undefined }
            ? throw new ArgumentException("The JSON element holds no value; parse one, or leave the member out.")
            : value?.Clone();
}
