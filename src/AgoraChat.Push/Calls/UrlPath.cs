using System.Text;

namespace AgoraChat.Push;

/// <summary>Puts names into paths so that none of them can lead elsewhere.</summary>
internal static class UrlPath
{
    /// <summary>Fills each <c>{…}</c> with the next of the names, escaped.</summary>
    /// <exception cref="ArgumentException">A name is empty, <c>.</c> or <c>..</c>.</exception>
    public static string Fill(string pattern, IReadOnlyList<string> names)
    {
        var path = new StringBuilder();
        var next = 0;
        var rest = pattern.AsSpan();
        for (int open; (open = rest.IndexOf('{')) >= 0;)
        {
            var close = rest.IndexOf('}');
            path.Append(rest[..open]).Append(Segment(rest[(open + 1)..close].ToString(), names[next++]));
            rest = rest[(close + 1)..];
        }

        return path.Append(rest).ToString();
    }

    // Dots alone are taken for directions by everything that reads addresses, escaped or not.
    private static string Segment(string what, string name) => name switch
    {
        null or "" => throw new ArgumentException($"The {what} is empty."),
        "." or ".." => throw new ArgumentException($"The {what} is \"{name}\", which no address can hold."),
        _ => Uri.EscapeDataString(name),
    };
}
