using System.Text.RegularExpressions;
using System.Xml;

namespace PushFunctions.Map;

/// <summary>Reads durations as ISO 8601 writes them. Months and years have no fixed length and are not taken.</summary>
public static partial class Durations
{
    /// <summary>What is allowed, for messages.</summary>
    public const string Form = "give weeks, or days, hours, minutes and seconds, such as PT2H or P1DT12H, "
        + "1 second to 365 days.";

    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    public static bool TryRead(string text, out TimeSpan duration)
    {
        duration = default;
        if (Weeks().Match(text) is { Success: true } weeks)
            duration = TimeSpan.FromDays(7 * int.Parse(weeks.Groups["weeks"].ValueSpan, null));
        else if (Days().IsMatch(text)) duration = XmlConvert.ToTimeSpan(text);
        return duration >= TimeSpan.FromSeconds(1) && duration <= Longest;
    }

    [GeneratedRegex(@"^P(?<weeks>[0-9]{1,3})W\z")]
    private static partial Regex Weeks();

    [GeneratedRegex(@"^P(?=.)([0-9]{1,3}D)?(T(?=.)([0-9]{1,8}H)?([0-9]{1,8}M)?([0-9]{1,8}S)?)?\z")]
    private static partial Regex Days();
}
