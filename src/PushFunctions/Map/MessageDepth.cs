using System.Text.Json;

namespace PushFunctions.Map;

/// <summary>How deep a message may be nested: what is kept and shown of it has a few levels around it.</summary>
public static class MessageDepth
{
    /// <summary>Most levels, the message itself included.</summary>
    public const int Max = 32;

    /// <returns>What is wrong with a message, or null.</returns>
    public static string? FindProblem(JsonElement message) => Of(message) is var levels and > Max
        ? $"is nested {levels} levels deep; a message may have {Max}. Give what lies deeper as text."
        : null;

    private static int Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => 1 + value.EnumerateObject().Select(member => Of(member.Value)).DefaultIfEmpty().Max(),
        JsonValueKind.Array => 1 + value.EnumerateArray().Select(Of).DefaultIfEmpty().Max(),
        _ => 0,
    };
}
