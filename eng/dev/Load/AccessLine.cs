using System.Globalization;
using System.Text.RegularExpressions;

namespace PushFunctions.Dev.Load;

/// <summary>One request, as Azurite's own log tells it.</summary>
/// <param name="At">When it was answered, to the second.</param>
/// <param name="Verb">The HTTP method.</param>
/// <param name="Path">What follows the account, with the query.</param>
/// <param name="Status">The answer's status.</param>
/// <param name="Bytes">The answer's length.</param>
internal sealed partial record AccessLine(DateTimeOffset At, string Verb, string Path, int Status, long Bytes)
{
    // An answer without a message has 75 bytes, one with a message at least 300.
    private const int LeastBytesOfMessage = 200;

    /// <summary>Whether it asked a queue for work and got none.</summary>
    public bool IsEmptyPoll =>
        Verb == "GET" && Status == 200 && Bytes < LeastBytesOfMessage
        && Path.Contains("/messages?", StringComparison.Ordinal)
        && !Path.Contains("peekonly", StringComparison.Ordinal);

    /// <summary>Verb and table, queue or container, without keys and ids.</summary>
    public string Kind => $"{Verb} {Thing().Match(Path).Value}";

    /// <summary>Reads a line of any of its services; null when it is about something else.</summary>
    public static AccessLine? Parse(string line)
    {
        if (Request().Match(line) is not { Success: true } request) return null;
        return new(
            DateTimeOffset.ParseExact(
                request.Groups["at"].ValueSpan, "dd/MMM/yyyy:HH:mm:ss", CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal),
            request.Groups["verb"].Value,
            request.Groups["path"].Value,
            int.TryParse(request.Groups["status"].ValueSpan, CultureInfo.InvariantCulture, out var status) ? status : 0,
            long.TryParse(request.Groups["bytes"].ValueSpan, CultureInfo.InvariantCulture, out var bytes) ? bytes : 0);
    }

    [GeneratedRegex(
        """\[(?<at>[^ \]]+) \+0000\] "(?<verb>[A-Z]+) /[^/ ]+/(?<path>[^ ]*) HTTP/[^"]*" (?<status>\S+) """
        + """(?<bytes>\S+)""")]
    private static partial Regex Request();

    [GeneratedRegex("^[^(/?]*")]
    private static partial Regex Thing();
}
