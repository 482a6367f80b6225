using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary>Reads arrays of texts in bodies.</summary>
internal static class BodyTexts
{
    /// <summary>The non-empty texts of an array; none when it is missing or no array.</summary>
    public static IReadOnlyList<string> Read(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object
        && body.TryGetProperty(name, out var array)
        && array.ValueKind == JsonValueKind.Array
            ? [.. array.EnumerateArray().Where(item => !IsEmpty(item)).Select(item => item.GetString()!)]
            : [];

    /// <summary>What is wrong with an array of 1 to <paramref name="most"/> texts; null when it is good.</summary>
    public static string? Problem(JsonElement body, string name, string what, int most)
    {
        if (body.ValueKind != JsonValueKind.Object)
            return "The body must be an object.";
        if (!body.TryGetProperty(name, out var array) || array.ValueKind != JsonValueKind.Array)
            return $"{name} must be an array of {what}.";
        if (array.GetArrayLength() is var count && (count == 0 || count > most))
            return $"{name} has {count} {what}; 1 to {most} are allowed.";
        return array.EnumerateArray().Any(IsEmpty) ? $"{name} must hold {what} only." : null;
    }

    private static bool IsEmpty(JsonElement item) =>
        item.ValueKind != JsonValueKind.String || item.GetString()!.Length == 0;
}
