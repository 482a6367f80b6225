using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AgoraChat.Push;
using PushFunctions.Events;
using PushFunctions.Problems;

namespace PushFunctions.Preferences;

/// <summary>Reads what is to be set, and says what is wrong with it. Pure.</summary>
/// <param name="allowsAllDay">
/// Whether quiet hours may begin and end at the same time: the far side's documents say both that this is the whole day
/// and that it is none of it.
/// </param>
public sealed partial class PreferenceReader(bool allowsAllDay)
{
    private const string NoQuietHours =
        "can be set for the whole app only, in PUT /api/users/{user}/notifications: the push service keeps no quiet "
        + "hours of one conversation. Use muteFor here.";

    /// <summary>Reads an object.</summary>
    /// <param name="root">The object.</param>
    /// <param name="known">The fields that it may have.</param>
    /// <param name="others">Members that somebody else reads.</param>
    /// <param name="errors">Gets what is wrong.</param>
    /// <returns>The change; null when there are errors.</returns>
    public PreferenceChange? Read(
        JsonElement root, IReadOnlyList<string> known, IReadOnlyList<string> others, List<FieldError> errors)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new("", $"is not a JSON object; give one with some of {string.Join(", ", known)}."));
            return null;
        }

        var wrong = new List<FieldError>();
        var isOfApp = known.Contains(PreferenceFields.QuietHours);
        if (!isOfApp && root.TryGetProperty(PreferenceFields.QuietHours, out _))
            wrong.Add(new("/quietHours", NoQuietHours));
        wrong.AddRange(UnknownMembers.Find(root, "", [.. known, .. others])
            .Where(error => isOfApp || error.Path != "/quietHours"));
        var change = new PreferenceChange
        {
            DisplayName = Text(root, PreferenceFields.DisplayName, known, wrong, ReadDisplayName),
            DisplayStyle = Word(root, PreferenceFields.DisplayStyle, known, wrong, PreferenceWords.Styles),
            Mode = Word(root, PreferenceFields.Mode, known, wrong, isOfApp
                ? [.. PreferenceWords.Modes.Where(mode => mode.Mode != NotificationMode.Default)]
                : PreferenceWords.Modes),
            QuietHours = Text(root, PreferenceFields.QuietHours, known, wrong, ReadQuietHours, QuietHours.Off),
            MuteFor = Duration(root, known, wrong),
            Language = Text(root, PreferenceFields.Language, known, wrong, ReadLanguage),
        };
        if (wrong.Count == 0 && change.Fields.Count == 0)
            wrong.Add(new("", $"sets nothing; give at least one of {string.Join(", ", known)}."));
        errors.AddRange(wrong);
        return wrong.Count == 0 ? change : null;
    }

    private delegate T? Reading<out T>(string text, Action<string> refuse);

    private static T? Text<T>(
        JsonElement root, string field, IReadOnlyList<string> known, List<FieldError> errors, Reading<T> read,
        T? forNull = null)
        where T : class
    {
        if (!known.Contains(field) || !root.TryGetProperty(field, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Null && forNull is not null) return forNull;
        if (value.ValueKind == JsonValueKind.String)
            return read(value.GetString()!, why => errors.Add(new($"/{field}", why)));
        errors.Add(new($"/{field}", NoText(value, forNull is not null)));
        return null;
    }

    private static T? Word<T>(
        JsonElement root, string field, IReadOnlyList<string> known, List<FieldError> errors,
        IReadOnlyList<(string Word, T Value)> words)
        where T : struct
    {
        if (!known.Contains(field) || !root.TryGetProperty(field, out var value)) return null;
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        foreach (var (word, meant) in words)
        {
            if (word == text) return meant;
        }

        var said = text is null ? Shown(value) : $"'{EventNames.Shorten(text)}'";
        var hint = text == "default" && field == PreferenceFields.Mode
            ? " 'default' means as for the whole app, so only a conversation can have it."
            : "";
        errors.Add(new($"/{field}", $"is {said}; give {string.Join(", ", words.Select(word => word.Word))}.{hint}"));
        return null;
    }

    private static TimeSpan? Duration(JsonElement root, IReadOnlyList<string> known, List<FieldError> errors)
    {
        if (!known.Contains(PreferenceFields.MuteFor) || !root.TryGetProperty(PreferenceFields.MuteFor, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Null) return TimeSpan.Zero;
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : null;
        var said = text is null ? Shown(value) : $"'{EventNames.Shorten(text)}'";
        if (text is null || ReadDuration(text) is not { } duration)
        {
            errors.Add(new(
                "/muteFor",
                $"is {said}; give an ISO 8601 duration of weeks, days, hours, minutes and seconds such as PT4H, "
                + "up to P7D, or null to end the muting."));
            return null;
        }

        if (duration > TimeSpan.Zero && duration <= NotificationUpdate.MaxMute) return duration;
        errors.Add(new(
            "/muteFor",
            duration == TimeSpan.Zero
                ? $"is {said}, which mutes nothing; give null to end the muting."
                : $"is {said}; the push service mutes for 7 days (P7D) at most."));
        return null;
    }

    private static string? ReadDisplayName(string text, Action<string> refuse)
    {
        if (text.Length is > 0 and <= UserUpdate.MaxDisplayNameLength) return text;
        refuse(text.Length == 0
            ? "is empty; give 1 to 100 characters."
            : $"has {text.Length.ToString("N0", CultureInfo.InvariantCulture)} characters; "
                + $"at most {UserUpdate.MaxDisplayNameLength} are allowed.");
        return null;
    }

    private QuietHours? ReadQuietHours(string text, Action<string> refuse)
    {
        if (!Hours().IsMatch(text) || !QuietHours.TryParse(text, out var hours))
        {
            refuse($"is '{EventNames.Shorten(text)}'; give two times of the day as HH:mm-HH:mm, such as 22:00-07:00, "
                + "or null for no quiet hours.");
            return null;
        }

        if (!hours.IsAllDay || allowsAllDay) return hours;
        refuse($"begin and end at the same time ({text}): for the push service this may mean the whole day, or none of "
            + "it. For no notifications at all give mode none, for no quiet hours null.");
        return null;
    }

    private static string? ReadLanguage(string text, Action<string> refuse)
    {
        if (text.Length == 0 || LanguageCode().IsMatch(text)) return text;
        refuse($"is '{EventNames.Shorten(text)}'; give a language's code such as de or zh-Hans, "
            + "or \"\" for no translation.");
        return null;
    }

    private static TimeSpan? ReadDuration(string text)
    {
        var match = IsoDuration().Match(text);
        if (!match.Success) return null;
        return TimeSpan.FromSeconds(
            Number("w") * 604_800 + Number("d") * 86_400 + Number("h") * 3_600 + Number("m") * 60 + Number("s"));

        long Number(string unit) => match.Groups[unit] is { Success: true, Value: var digits }
            ? long.Parse(digits, CultureInfo.InvariantCulture)
            : 0;
    }

    private static string NoText(JsonElement value, bool mayBeNull) =>
        $"is {Shown(value)}, not a string{(mayBeNull ? " or null" : "")}.";

    private static string Shown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        _ => EventNames.Shorten(value.GetRawText()),
    };

    [GeneratedRegex(@"\A(?:[01][0-9]|2[0-3]):[0-5][0-9]-(?:[01][0-9]|2[0-3]):[0-5][0-9]\z")]
    private static partial Regex Hours();

    [GeneratedRegex(@"\A[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}\z")]
    private static partial Regex LanguageCode();

    // No years and months, whose length differs; six digits are enough, and all fit a TimeSpan.
    [GeneratedRegex(
        @"\AP(?=.)(?:(?<w>[0-9]{1,6})W)?(?:(?<d>[0-9]{1,6})D)?"
        + @"(?:T(?=.)(?:(?<h>[0-9]{1,6})H)?(?:(?<m>[0-9]{1,6})M)?(?:(?<s>[0-9]{1,6})S)?)?\z")]
    private static partial Regex IsoDuration();
}
