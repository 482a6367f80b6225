using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace PushFunctions.Events;

/// <summary>Reads attributes of a CloudEvent from headers: section 3.1.3.2 of the HTTP binding.</summary>
internal static class CloudEventHeaders
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <returns>The attribute; null when its header is missing, doubled, or not UTF-8 once decoded.</returns>
    public static string? Read(IHeaderDictionary headers, string attribute)
    {
        var values = headers[CloudEventModes.Prefix + attribute];
        return values.Count == 1 && values[0] is { } text ? Decode(Unquote(text.Trim())) : null;
    }

    private static string Unquote(string text)
    {
        if (text.Length < 2 || text[0] != '"' || text[^1] != '"') return text;
        var plain = new StringBuilder(text.Length);
        for (var at = 1; at < text.Length - 1; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length - 1) at++;
            plain.Append(text[at]);
        }

        return plain.ToString();
    }

    /// <summary>Once, not more; a '%' without two digits is taken as it is: some senders encode nothing.</summary>
    private static string? Decode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal)) return text;
        var bytes = new List<byte>(text.Length);
        var at = 0;
        while (at < text.Length)
        {
            if (text[at] == '%' && at + 2 < text.Length && byte.TryParse(
                text.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var one))
            {
                bytes.Add(one);
                at += 3;
                continue;
            }

            var end = char.IsHighSurrogate(text[at]) && at + 1 < text.Length ? at + 2 : at + 1;
            bytes.AddRange(Encoding.UTF8.GetBytes(text[at..end]));
            at = end;
        }

        try
        {
            return Strict.GetString([.. bytes]);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
