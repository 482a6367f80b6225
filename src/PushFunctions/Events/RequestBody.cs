using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using PushFunctions.Problems;

namespace PushFunctions.Events;

/// <summary>Reads a JSON body of bounded size.</summary>
public static class RequestBody
{
    public const int MaxBytes = 1024 * 1024;

    private const string Utf8 = "utf-8";

    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>
    /// JSON, in whichever form, in UTF-8 and as it is; a CloudEvent in headers may be without a body.
    /// </summary>
    public static Problem? CheckType(HttpRequest request)
    {
        if (EncodingOf(request) is { } encoding) return Encoded(encoding);
        if (CharsetOf(request.ContentType) is { } charset) return NotUtf8(charset);
        var isKnown = request.ContentType is not { Length: > 0 } given
            ? CloudEventModes.Of(request) == CloudEventMode.Binary
            : IsJson(given) && !IsUnknownCloudEvent(given);
        return isKnown ? null : NotJson("content type", request.ContentType);
    }

    public static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase));

    /// <summary>The refusal of data that is not JSON.</summary>
    /// <param name="what">What said so: the content type, or an attribute of a CloudEvent.</param>
    /// <param name="type">What it said.</param>
    public static Problem NotJson(string what, string? type)
    {
        var found = type is { Length: > 0 } ? $"'{EventNames.Shorten(type)}'" : "missing";
        return new(
            StatusCodes.Status415UnsupportedMediaType, ProblemCodes.UnsupportedMediaType, $"The {what} is not JSON",
            $"The {what} is {found}; send application/json, "
            + $"{CloudEventModes.Structured} or {CloudEventModes.Batch}.");
    }

    /// <returns>The body, or null when it is over the limit.</returns>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        if (request.ContentLength > maxBytes) return null;
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        try
        {
            while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
            {
                if (body.Length + read > maxBytes) return null;
                body.Write(buffer, 0, read);
            }
        }
        catch (Exception exception)
            when (exception is OperationCanceledException or (IOException and not BadHttpRequestException))
        {
            // A reset says the one or the other, and often before the request's own token does.
            throw new SenderGoneException(exception);
        }

        return body.ToArray();
    }

    /// <summary>Reads a body that nobody has signed, without the mark that may stand before it.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken) =>
        await ReadAsync(request, MaxBytes, cancellationToken) is { } body ? WithoutMark(body) : null;

    /// <summary>A body without the byte order mark that some senders put before UTF-8; it is no JSON.</summary>
    public static byte[] WithoutMark(byte[] body) => body.AsSpan().StartsWith(Mark) ? body[Mark.Length..] : body;

    /// <summary>The refusal of a body over a limit.</summary>
    public static Problem TooLargeFor(string what, int maxBytes) => new(
        StatusCodes.Status413PayloadTooLarge, ProblemCodes.BodyTooLarge, "The body is too large",
        $"{what} may have {maxBytes.ToString("N0", CultureInfo.InvariantCulture)} bytes. "
        + "Post the users in several events.");

    public static Problem TooLarge { get; } = TooLargeFor("An event", MaxBytes);

    /// <summary>How the body is packed; null: not at all.</summary>
    private static string? EncodingOf(HttpRequest request) => request.Headers.ContentEncoding
        .SelectMany(value => value?.Split(',', StringSplitOptions.TrimEntries) ?? [])
        .FirstOrDefault(word => word.Length > 0 && !word.Equals("identity", StringComparison.OrdinalIgnoreCase));

    /// <summary>The charset that a content type names; null: none, or UTF-8.</summary>
    private static string? CharsetOf(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.Charset is { HasValue: true } charset
        && !HeaderUtilities.RemoveQuotes(charset).Equals(Utf8, StringComparison.OrdinalIgnoreCase)
            ? charset.Value
            : null;

    private static Problem Encoded(string encoding) => new(
        StatusCodes.Status415UnsupportedMediaType, ProblemCodes.UnsupportedMediaType, "The body is packed",
        $"The content encoding is '{EventNames.Shorten(encoding)}'; send the body as it is, without Content-Encoding.");

    private static Problem NotUtf8(string charset) => new(
        StatusCodes.Status415UnsupportedMediaType, ProblemCodes.UnsupportedMediaType, "The body is not UTF-8",
        $"The content type's charset is '{EventNames.Shorten(charset)}'; send the JSON in {Utf8}.");

    /// <summary>Another format of CloudEvents than JSON; or a word that none of them is.</summary>
    private static bool IsUnknownCloudEvent(string contentType) =>
        contentType.TrimStart().StartsWith("application/cloudevents", StringComparison.OrdinalIgnoreCase)
        && !(MediaTypeHeaderValue.TryParse(contentType, out var type)
            && (type.MediaType.Equals(CloudEventModes.Structured, StringComparison.OrdinalIgnoreCase)
                || type.MediaType.Equals(CloudEventModes.Batch, StringComparison.OrdinalIgnoreCase)));
}
