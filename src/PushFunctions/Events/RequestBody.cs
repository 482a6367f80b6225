using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using PushFunctions.Problems;

namespace PushFunctions.Events;

/// <summary>Reads a JSON body of bounded size.</summary>
public static class RequestBody
{
    public const int MaxBytes = 1024 * 1024;

    public static Problem? CheckType(HttpRequest request)
    {
        if (request.Headers.ContainsKey("ce-specversion")
            || request.ContentType?.StartsWith("application/cloudevents", StringComparison.OrdinalIgnoreCase) == true)
        {
            return new(
                StatusCodes.Status415UnsupportedMediaType, ProblemCodes.UnsupportedMediaType,
                "CloudEvents are not available yet",
                "Send the event as application/json in the form of docs/api.md.");
        }

        var isJson = MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
                || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase));
        return isJson ? null : new(
            StatusCodes.Status415UnsupportedMediaType, ProblemCodes.UnsupportedMediaType,
            "The content type is not JSON",
            $"The content type is {(request.ContentType is { Length: > 0 } given ? $"'{given}'" : "missing")}; "
            + "send application/json.");
    }

    /// <summary>A caller who waits for the outcome must not take a 202 for it.</summary>
    public static Problem? CheckWait(HttpRequest request) =>
        string.Equals(request.Query["wait"], "true", StringComparison.OrdinalIgnoreCase)
            ? new(
                StatusCodes.Status422UnprocessableEntity, ProblemCodes.NotAvailable, "Not available yet",
                "This version does not know ?wait=true. Leave it out, "
                + "and look at statusUrl for what became of the user.")
            : null;

    /// <returns>The body, or null when it is over the limit.</returns>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxBytes) return null;
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (body.Length + read > MaxBytes) return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    public static Problem TooLarge { get; } = new(
        StatusCodes.Status413PayloadTooLarge, ProblemCodes.BodyTooLarge, "The body is too large",
        $"An event may have {MaxBytes:N0} bytes. Post the users in several events.");
}
