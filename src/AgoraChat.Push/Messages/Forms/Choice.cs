namespace AgoraChat.Push;

/// <summary>Lists what can be chosen: <c>a, b or c</c>.</summary>
internal static class Choice
{
    public static string Of(IEnumerable<string> values) =>
        values.ToList() is [.. { Count: > 0 } first, var last] ? $"{string.Join(", ", first)} or {last}" : "";
}
