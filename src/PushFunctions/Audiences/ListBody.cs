using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using PushFunctions.Events;
using PushFunctions.Problems;

namespace PushFunctions.Audiences;

/// <summary>What the headers say of a list that is put.</summary>
internal static class ListBody
{
    private const string Gzip = "gzip";

    /// <summary>Forms of whole documents, of which no line is a user id.</summary>
    private static readonly string[] Others =
        ["application/json", "multipart/form-data", "application/xml", "text/html"];

    /// <summary>What most clients say of a file means nothing: only what is surely none is refused.</summary>
    public static Problem? Check(HttpRequest request)
    {
        if (EncodingOf(request) is { } encoding && !encoding.Equals(Gzip, StringComparison.OrdinalIgnoreCase))
        {
            return Unsupported(
                "The body is packed in another way",
                $"The content encoding is '{EventNames.Shorten(encoding)}'; send the list as it is, or packed "
                + "by gzip.");
        }

        return MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && Others.Contains(type.MediaType.ToString(), StringComparer.OrdinalIgnoreCase)
            ? Unsupported(
                "The content type is not a list",
                $"The content type is '{EventNames.Shorten(request.ContentType!)}'; send one user id a line as "
                + "text/plain, packed by gzip or not.")
            : null;
    }

    public static bool IsSaidToBePacked(HttpRequest request) => EncodingOf(request) is not null;

    private static string? EncodingOf(HttpRequest request) => request.Headers.ContentEncoding
        .SelectMany(value => value?.Split(',', StringSplitOptions.TrimEntries) ?? [])
        .FirstOrDefault(word => word.Length > 0 && !word.Equals("identity", StringComparison.OrdinalIgnoreCase));

    private static Problem Unsupported(string title, string detail) => new(
        StatusCodes.Status415UnsupportedMediaType, ProblemCodes.UnsupportedMediaType, title, detail);
}
