using System.Globalization;
using System.Text;

namespace AgoraChat.Simulator;

/// <summary>The cursor of a page: unpadded Base64 of a text with the last row's id.</summary>
internal static class LabelCursor
{
    private const string Prefix = "easemob:push:label:cursor:";

    public static string? Write(long? id) =>
        id is null ? null : Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Prefix}{id}")).TrimEnd('=');

    public static bool TryRead(string cursor, out long id)
    {
        id = 0;
        var padded = cursor.PadRight((cursor.Length + 3) / 4 * 4, '=');
        var bytes = new byte[padded.Length];
        return Convert.TryFromBase64String(padded, bytes, out var length)
            && Encoding.ASCII.GetString(bytes, 0, length) is var text
            && text.StartsWith(Prefix, StringComparison.Ordinal)
            && long.TryParse(text.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out id);
    }
}
