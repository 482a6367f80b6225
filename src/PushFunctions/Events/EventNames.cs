using System.Text.Json;
using PushFunctions.Map;
using PushFunctions.Problems;

namespace PushFunctions.Events;

/// <summary>The one rule for ids, types and other names: 1 to 1,024 characters, no control characters.</summary>
public static class EventNames
{
    /// <summary>Longest id, type, app or source.</summary>
    public const int MaxLength = 1_024;

    private const int MaxQuoted = 64;

    /// <summary>Checks a name; what is wrong goes to the errors.</summary>
    /// <param name="text">The name; null when there is none.</param>
    /// <param name="path">Where the sender put it, or should have.</param>
    /// <param name="why">What it is for.</param>
    /// <param name="errors">Gets one more when the name cannot be used.</param>
    /// <returns>The name, or null.</returns>
    public static string? Check(string? text, string path, string why, List<FieldError> errors)
    {
        if (IsName(text)) return text;
        var found = text is null ? "missing or not a string"
            : text.Length == 0 ? "empty"
            : text.Length > MaxLength ? $"{text.Length} characters long"
            : "holding control characters";
        errors.Add(new(path, $"is {found}; give 1 to {MaxLength} characters. {why}"));
        return null;
    }

    /// <summary>A text of the sender's as an answer may say it again.</summary>
    public static string Shorten(string text) =>
        text.Length <= MaxQuoted ? text : Graphemes.Cut(text, MaxQuoted) + "…";

    /// <summary>Whether this can be a name.</summary>
    public static bool IsName(string? text) =>
        text is { Length: > 0 and <= MaxLength } && !text.Any(char.IsControl);

    /// <summary>A member's text; null when it is missing or not a string.</summary>
    public static string? Text(JsonElement root, string field) =>
        root.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
