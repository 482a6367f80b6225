using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;

namespace PushFunctions.Events;

/// <summary>Reads JSON from outside: no member twice, at most 64 levels, valid Unicode everywhere.</summary>
public static class StrictJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <summary>Parses a body and reads it.</summary>
    /// <param name="body">UTF-8.</param>
    /// <param name="read">
    /// Reads the root; what it returns must not hold on to it. It must look at every string that it lets through: one
    /// that is not valid Unicode shows only then.
    /// </param>
    /// <param name="refuse">Says what is wrong with the body.</param>
    public static T Read<T>(ReadOnlyMemory<byte> body, Func<JsonElement, T> read, Func<Problem, T> refuse)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            return read(document.RootElement);
        }
        catch (JsonException exception)
        {
            // A member that comes twice is found when the whole is read: then there is a name, but no place.
            var place = exception.LineNumber is { } line
                ? $"Line {line + 1}, position {exception.BytePositionInLine + 1}: "
                : "";
            return refuse(Malformed("The body is not JSON", $"{place}{Sentence(exception.Message)} Send valid JSON."));
        }
        catch (InvalidOperationException)
        {
            return refuse(NotUnicode);
        }
    }

    internal static Problem NotUnicode { get; } = Malformed(
        "The body is not valid Unicode",
        "A string holds half of a surrogate pair, or bytes that are not UTF-8. Send UTF-8 and whole characters.");

    private static Problem Malformed(string title, string detail) =>
        new(StatusCodes.Status400BadRequest, ProblemCodes.MalformedJson, title, detail);

    // The reader's message ends with its own count of lines, from 0.
    private static string Sentence(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }
}
