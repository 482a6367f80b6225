using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using PushFunctions.Events;
using PushFunctions.Problems;

namespace PushFunctions.ManyPreferences;

/// <summary>What the headers, and the number of lines, say of a body of many lines.</summary>
internal static class LinesBody
{
    public const int MaxLines = 100_000;
    public const long MaxBytes = 64 * 1024 * 1024;

    private static readonly string[] Types =
        ["application/x-ndjson", "application/ndjson", "application/jsonl", "application/json-lines", "text/plain"];

    public static Problem? Check(HttpRequest request)
    {
        if (request.Headers.ContentEncoding.ToString() is { Length: > 0 } encoding
            && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            return Unsupported(
                "The body is packed",
                $"The content encoding is '{EventNames.Shorten(encoding)}'; send the lines as they are.");
        }

        return MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && Types.Contains(type.MediaType.ToString(), StringComparer.OrdinalIgnoreCase)
            ? null
            : Unsupported(
                "The content type is not NDJSON",
                $"The content type is {Said(request.ContentType)}; send one JSON object a line as {Types[0]}.");
    }

    public static Problem TooManyLines { get; } = TooLarge(
        $"It has more than {MaxLines.ToString("N0", CultureInfo.InvariantCulture)} lines.");

    public static Problem TooManyBytes(long maxBytes) => TooLarge(
        $"It has more than {maxBytes.ToString("N0", CultureInfo.InvariantCulture)} bytes.");

    private static string Said(string? type) => type is { Length: > 0 } ? $"'{EventNames.Shorten(type)}'" : "missing";

    private static Problem TooLarge(string why) => new(
        StatusCodes.Status413PayloadTooLarge, ProblemCodes.BodyTooLarge, "The body is too large",
        $"{why} Nothing was changed. Part it into several requests.");

    private static Problem Unsupported(string title, string detail) => new(
        StatusCodes.Status415UnsupportedMediaType, ProblemCodes.UnsupportedMediaType, title, detail);
}
