using System.Globalization;
using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary>Reads single members of bodies.</summary>
internal static class BodyMembers
{
    public const string NoObject = "The body must be an object.";

    /// <summary>A member; null when it is absent or the body is no object.</summary>
    public static JsonElement? Member(this JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) ? value : null;

    /// <summary>The value of a text; null when it is absent or something else.</summary>
    public static string? Text(this JsonElement body, string name) =>
        body.Member(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>The value of a whole number, which may also be written as a text; null when it is neither.</summary>
    public static int? WholeOrText(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetInt32(out var number) => number,
        JsonValueKind.String when int.TryParse(
            value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };
}
