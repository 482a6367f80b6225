using System.Globalization;
using System.Text.Json;

namespace PushFunctions.Problems;

/// <summary>A JSON pointer (RFC 6901), the way to one value: <c>/data/id</c>. One that exists is valid.</summary>
public sealed class JsonPointer
{
    private readonly string _text;

    private JsonPointer(string text, IReadOnlyList<string> steps)
    {
        _text = text;
        Steps = steps;
    }

    /// <summary>The names and indices on the way; none leads to the whole.</summary>
    public IReadOnlyList<string> Steps { get; }

    /// <returns>Null: not empty and not begun by <c>/</c>, or with a <c>~</c> that 0 or 1 does not follow.</returns>
    public static JsonPointer? TryParse(string text)
    {
        if (text.Length == 0) return new(text, []);
        if (text[0] != '/') return null;
        var steps = text[1..].Split('/');
        return Array.TrueForAll(steps, IsEscapedWell)
            ? new(text, [.. steps.Select(step => step
                .Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))])
            : null;
    }

    /// <summary>A pointer's text with one more step.</summary>
    public static string Append(string pointer, string step) =>
        $"{pointer}/{step.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    /// <param name="root">Where the way begins.</param>
    /// <param name="from">Steps that <paramref name="root"/> has taken already.</param>
    /// <returns>The value; null when there is none.</returns>
    public JsonElement? Find(JsonElement root, int from = 0)
    {
        var value = root;
        foreach (var step in Steps.Skip(from))
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.Object when value.TryGetProperty(step, out var member):
                    value = member;
                    break;
                case JsonValueKind.Array when TryReadIndex(step, out var index) && index < value.GetArrayLength():
                    value = value[index];
                    break;
                default:
                    return null;
            }
        }

        return value;
    }

    public override string ToString() => _text;

    // No sign, no leading zeros: 01 is no index.
    private static bool TryReadIndex(string step, out int index) =>
        int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out index)
        && (step[0] != '0' || step.Length == 1);

    private static bool IsEscapedWell(string step)
    {
        for (var letter = step.IndexOf('~', StringComparison.Ordinal);
            letter >= 0;
            letter = step.IndexOf('~', letter + 1))
        {
            if (letter + 1 == step.Length || step[letter + 1] is not ('0' or '1')) return false;
        }

        return true;
    }
}
