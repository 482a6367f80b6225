using System.Globalization;
using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables.Http;

/// <summary>Reads code and message from <c>{"odata.error":{"code":…,"message":{"value":…}}}</c>.</summary>
internal sealed class TableErrorParser : RequestFailedDetailsParser
{
    /// <summary>Key in an exception's data of the position, from 0, of the action that failed.</summary>
    public const string FailedIndexKey = "FailedEntity";

    public static TableErrorParser Instance { get; } = new();

    public override bool TryParse(Response response, out ResponseError? error, out IDictionary<string, string>? data)
    {
        error = null;
        data = null;
        if (response.ContentStream is null || !TryRead(response.Content.ToMemory(), out var code, out var message))
        {
            return false;
        }

        error = new ResponseError(code, message);
        if (FailedIndex(message) is { } index)
        {
            data = new Dictionary<string, string> { [FailedIndexKey] = index.ToString(CultureInfo.InvariantCulture) };
        }

        return true;
    }

    // A proxy's page of HTML or a cut body is no table error; the status alone has to say it then.
    private static bool TryRead(ReadOnlyMemory<byte> body, out string? code, out string? message)
    {
        (code, message) = (null, null);
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object ||
                !document.RootElement.TryGetProperty("odata.error", out var error))
            {
                return false;
            }

            code = error.GetProperty("code").GetString();
            message = error.GetProperty("message").GetProperty("value").GetString();
            return true;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return false;
        }
    }

    // In a transaction the message begins with the action's position: "3:The specified entity already exists."
    private static int? FailedIndex(string? message)
    {
        var colon = message?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        return colon > 0 &&
            int.TryParse(message.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                ? index
                : null;
    }
}
