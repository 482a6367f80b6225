using System.Text.Json;
using PushFunctions.Events;
using PushFunctions.Preferences;
using PushFunctions.Problems;

namespace PushFunctions.ManyPreferences;

/// <summary>Reads lines as they come, and writes and reads them as they are kept. Pure.</summary>
public sealed class LineForm(PreferenceReader reader)
{
    /// <summary>Most bytes of a line.</summary>
    public const int MaxBytes = 4_096;

    /// <summary>A line of many wrong members is not kept as a story of each.</summary>
    private const int MostErrors = 5;

    private const string User = "user";
    private const string Number = "line";
    private const string Refused = "refused";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Whether there is nothing on a line; then it counts for nothing.</summary>
    public static bool IsEmpty(ReadOnlySpan<byte> line) => line.IndexOfAnyExcept(" \t\r"u8) < 0;

    /// <summary>Reads a line as it comes.</summary>
    public PreferenceLine Read(int number, ReadOnlySpan<byte> line)
    {
        if (line.Length > MaxBytes) return Refuse(number, null, $"It has more than {MaxBytes:N0} bytes.");
        try
        {
            using var json = JsonDocument.Parse(line.ToArray(), Strict);
            CanonicalJson.RequireUnicode(json.RootElement);
            return Read(number, json.RootElement);
        }
        catch (JsonException)
        {
            return Refuse(number, null, "It is not a JSON object, or names a member twice.");
        }
        catch (InvalidOperationException)
        {
            return Refuse(number, null, "It is not valid Unicode.");
        }
    }

    /// <summary>Writes a line as it is kept.</summary>
    public static void Write(Stream to, PreferenceLine line)
    {
        using (var json = new Utf8JsonWriter(to))
        {
            json.WriteStartObject();
            json.WriteNumber(Number, line.Number);
            if (line.User is not null) json.WriteString(User, line.User);
            if (line.Refused is not null) json.WriteString(Refused, line.Refused);
            line.Change?.Write(json, line.Change.Fields);
            json.WriteEndObject();
        }

        to.WriteByte((byte)'\n');
    }

    /// <summary>Reads lines as they were kept.</summary>
    public IReadOnlyList<PreferenceLine> ReadKept(ReadOnlySpan<byte> lines)
    {
        var read = new List<PreferenceLine>();
        while (lines.IndexOf((byte)'\n') is var end and >= 0)
        {
            read.Add(ReadKept(JsonElement.Parse(lines[..end])));
            lines = lines[(end + 1)..];
        }

        return read;
    }

    private PreferenceLine ReadKept(JsonElement json)
    {
        var number = json.GetProperty(Number).GetInt32();
        var user = EventNames.Text(json, User);
        if (EventNames.Text(json, Refused) is { } why) return new(number, user, null, why);
        var errors = new List<FieldError>();
        var change = reader.Read(json, PreferenceFields.OfApp, [Number, User], errors);
        // The rules of another version, or of another setting, may differ from those that it passed.
        return change is null ? new(number, user, null, Sentence(errors)) : new(number, user, change, null);
    }

    private PreferenceLine Read(int number, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object) return Refuse(number, null, "It is not a JSON object.");
        var user = EventNames.Text(json, User);
        if (user is null) return Refuse(number, null, "/user is missing or not a string.");
        if (UserId.FindProblem(user) is { } reason) return Refuse(number, null, $"/user {reason}");
        var errors = new List<FieldError>();
        var change = reader.Read(json, PreferenceFields.OfApp, [User], errors);
        return change is null ? Refuse(number, user, Sentence(errors)) : new(number, user, change, null);
    }

    private static PreferenceLine Refuse(int number, string? user, string why) => new(number, user, null, why);

    private static string Sentence(List<FieldError> errors)
    {
        var first = errors.Take(MostErrors)
            .Select(error => $"{EventNames.Shorten(error.Path)} {error.Message}".TrimStart());
        var more = errors.Count > MostErrors ? $" And {errors.Count - MostErrors:N0} more." : "";
        return string.Join(' ', first) + more;
    }
}
