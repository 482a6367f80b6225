using System.Globalization;
using System.Text.Json;

namespace PushFunctions.Map;

/// <summary>Where a value lies inside JSON (RFC 6901): <c>/customer/ids/0</c>; empty for the whole.</summary>
public sealed record JsonPointer
{
    private JsonPointer(string text, IReadOnlyList<string> steps) => (Text, Steps) = (text, steps);

    /// <summary>As it was written.</summary>
    public string Text { get; }

    private IReadOnlyList<string> Steps { get; }

    /// <summary>Reads a pointer: it begins with '/', and '~' stands only in ~0 and ~1.</summary>
    /// <returns>The pointer; null when the text is none.</returns>
    public static JsonPointer? Parse(string text)
    {
        if (text.Length == 0) return new(text, []);
        if (text[0] != '/') return null;
        for (var tilde = text.IndexOf('~', StringComparison.Ordinal); tilde >= 0; tilde = text.IndexOf('~', tilde + 1))
        {
            if (tilde + 1 == text.Length || text[tilde + 1] is not ('0' or '1')) return null;
        }

        return new(text, [.. text[1..].Split('/').Select(step => step
            .Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))]);
    }

    /// <returns>What lies there; null when nothing does.</returns>
    public JsonElement? Find(JsonElement root)
    {
        foreach (var step in Steps)
        {
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty(step, out var member)) root = member;
            else if (root.ValueKind == JsonValueKind.Array && Index(step) is { } index && index < root.GetArrayLength())
                root = root[index];
            else return null;
        }

        return root;
    }

    public override string ToString() => Text;

    // '01' and '+1' are no indices.
    private static int? Index(string step) =>
        int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
        && (step.Length == 1 || step[0] != '0')
            ? index
            : null;
}
