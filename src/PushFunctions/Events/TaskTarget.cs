using System.Text.Json;
using PushFunctions.Problems;

namespace PushFunctions.Events;

/// <summary>To whom the far side itself sends: to all who have all of some labels, or to everyone.</summary>
/// <param name="Labels">The labels, each once; none: to everyone.</param>
public sealed record TaskTarget(IReadOnlyList<string> Labels)
{
    /// <summary>Most labels of one push.</summary>
    public const int MaxLabels = 5;

    public const string LabelForm = "1 to 64 of a-z, 0-9, '_', '-' and '.'";

    private const int MaxLabelLength = 64;

    public static TaskTarget Everyone { get; } = new([]);

    public bool IsEveryone => Labels is [];

    /// <summary>
    /// Whether this is the name of a label. The far side takes capitals for the same label, or does not, by the
    /// cluster: so there are none.
    /// </summary>
    public static bool IsLabel(string? name) =>
        name is { Length: > 0 and <= MaxLabelLength } and not ("." or "..")
        && name.All(letter =>
            char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '_' or '-' or '.');

    /// <summary>Reads it from an event's <c>to</c>.</summary>
    /// <returns>Null: there is none, or it is wrong.</returns>
    internal static TaskTarget? Read(JsonElement root, List<FieldError> errors)
    {
        if (!root.TryGetProperty("to", out var to) || to.ValueKind != JsonValueKind.Object) return null;
        if (to.TryGetProperty("labels", out var labels)) return ReadLabels(labels, "/to/labels", errors);
        if (!to.TryGetProperty("everyone", out var everyone)) return null;
        if (everyone.ValueKind == JsonValueKind.True) return Everyone;
        errors.Add(new("/to/everyone", "must be true; without it, name whom the event is for."));
        return null;
    }

    /// <summary>Reads labels: a list of their names, or one name.</summary>
    internal static TaskTarget? ReadLabels(JsonElement value, string path, List<FieldError> errors)
    {
        if (value.ValueKind is not (JsonValueKind.Array or JsonValueKind.String))
            return Wrong(path, $"must be a list of 1 to {MaxLabels} labels.");
        var isList = value.ValueKind == JsonValueKind.Array;
        IReadOnlyList<JsonElement> items = isList ? [.. value.EnumerateArray()] : [value];
        if (items.Count is 0 or > MaxLabels)
        {
            return Wrong(
                path,
                $"names {items.Count:N0} labels; give 1 to {MaxLabels}. It goes to those who have all of them.");
        }

        var before = errors.Count;
        var names = items.Select((item, no) => ReadLabel(item, isList ? $"{path}/{no}" : path, errors)).ToList();
        return errors.Count > before ? null : new([.. names.OfType<string>().Distinct(StringComparer.Ordinal)]);

        TaskTarget? Wrong(string where, string message)
        {
            errors.Add(new(where, message));
            return null;
        }
    }

    /// <summary>Reads the name of a label; null: it is none, and was added to the errors.</summary>
    internal static string? ReadLabel(JsonElement item, string path, List<FieldError> errors)
    {
        var name = item.ValueKind == JsonValueKind.String ? item.GetString() : null;
        if (IsLabel(name)) return name;
        errors.Add(new(path, name is null
            ? $"is {item.ValueKind}, not the name of a label: {LabelForm}."
            : IsLabel(name.ToLowerInvariant())
                ? $"'{name}' has capitals; a label is named by '{name.ToLowerInvariant()}'."
                : $"'{EventNames.Shorten(name)}' is not the name of a label: {LabelForm}."));
        return null;
    }
}
