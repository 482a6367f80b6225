using System.Buffers;
using System.Text.Json;
using PushFunctions.Problems;

namespace PushFunctions.Events;

/// <summary>
/// Reads moments that an event names: ISO 8601 with a zone, since nobody knows which one is meant without.
/// </summary>
public static class Moments
{
    /// <summary>What is wrong with a text that is none.</summary>
    public const string Form = "is not a moment in ISO 8601 with date, time and zone, such as 2026-12-02T00:00:00Z.";

    private const int DateLength = 10;
    private const int ZoneLength = 6;

    private static readonly SearchValues<char> Letters = SearchValues.Create("0123456789-:.+TZ");

    /// <returns>The moment; null when the event names none, or names it in another form.</returns>
    public static DateTimeOffset? Read(JsonElement root, string field, List<FieldError> errors)
    {
        if (!root.TryGetProperty(field, out var value)) return null;
        if (value.ValueKind == JsonValueKind.String
            && value.TryGetDateTimeOffset(out var moment)
            && HasZone(value.GetString()!))
        {
            return moment.ToUniversalTime();
        }

        errors.Add(new($"/{field}", Form));
        return null;
    }

    /// <returns>The moment that a text is; null: it is none in that form.</returns>
    public static DateTimeOffset? TryParse(string text)
    {
        if (text.AsSpan().ContainsAnyExcept(Letters)) return null;
        return JsonElement.Parse($"\"{text}\"").TryGetDateTimeOffset(out var moment) && HasZone(text)
            ? moment.ToUniversalTime()
            : null;
    }

    private static bool HasZone(string text) =>
        text.Length > DateLength && (text[^1] == 'Z' || text[^ZoneLength] is '+' or '-');
}
