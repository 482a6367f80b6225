using System.Text;
using System.Text.Json;

namespace AgoraChat.Push;

/// <summary>The three texts of a refusal. Gateways answer HTML or nothing, so each may be missing.</summary>
internal sealed record ErrorBody(string? Error, string? ExceptionName, string? Description)
{
    private const int MaxPlainLength = 200;

    public static ErrorBody Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
            {
                return new(
                    Text(json.RootElement, "error"),
                    Text(json.RootElement, "exception"),
                    Text(json.RootElement, "error_description") ?? Text(json.RootElement, "message"));
            }
        }
        catch (JsonException)
        {
            // Told as plain text below.
        }

        var plain = Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, MaxPlainLength)]).Trim();
        return new(null, null, plain.Length == 0 ? null : plain);
    }

    /// <summary>
    /// Whether this is the named error. Which of the texts holds the name is not documented, and differs.
    /// </summary>
    public bool Is(string name) =>
        string.Equals(Error, name, StringComparison.OrdinalIgnoreCase)
        || string.Equals(ExceptionName?.Split('.')[^1], name, StringComparison.OrdinalIgnoreCase)
        || Says(name);

    public bool Says(string words) => Description?.Contains(words, StringComparison.OrdinalIgnoreCase) == true;

    public override string ToString() =>
        string.Join(' ', new[] { Error ?? ExceptionName?.Split('.')[^1], Description }.OfType<string>());

    private static string? Text(JsonElement body, string name) => JsonText.Read(body, name);
}
