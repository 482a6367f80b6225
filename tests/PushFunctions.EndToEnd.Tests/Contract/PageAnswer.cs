using System.Text.Json;

namespace PushFunctions.EndToEnd.Tests.Contract;

/// <summary>An answer as <c>curl</c> prints it, with or without its head.</summary>
internal sealed record PageAnswer(int? Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public static PageAnswer Read(string text)
    {
        text = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        if (!text.StartsWith("HTTP/", StringComparison.Ordinal))
            return new(null, new Dictionary<string, string>(), text.Trim());
        var parts = text.Split("\n\n", 2);
        var head = parts[0].TrimEnd().Split('\n');
        return new(
            int.Parse(head[0].Split(' ')[1], null),
            head.Skip(1).Select(line => line.Split(':', 2)).ToDictionary(
                pair => pair[0].Trim(), pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase),
            parts.Length > 1 ? parts[1].Trim() : "");
    }

    /// <summary>What is not as shown here. Of headers, the names that are shown; of the body, its shape.</summary>
    public IReadOnlyList<string> Differences(PageAnswer real) =>
        [.. Status is null || real.Status is null ? [] : OfHeads(real), .. OfBodies(real)];

    private IEnumerable<string> OfHeads(PageAnswer real)
    {
        if (Status != real.Status) yield return $"{Status} is shown and {real.Status} came";
        foreach (var name in Headers.Keys.Except(real.Headers.Keys, StringComparer.OrdinalIgnoreCase))
            yield return $"{name} is shown and did not come";
    }

    private IEnumerable<string> OfBodies(PageAnswer real) =>
        (Body.Length == 0) != (real.Body.Length == 0) ? [$"'{Body}' is shown and '{real.Body}' came"]
        : Body.Length == 0 ? []
        : JsonShape.Differences(JsonElement.Parse(Body), JsonElement.Parse(real.Body));
}
