using System.Globalization;
using System.Text.RegularExpressions;

namespace PushFunctions.Listing;

/// <summary>A place in the list of pushes, as its cursors name it.</summary>
/// <param name="Key">An open row's key, or the beginning of one; empty before the first.</param>
/// <param name="Minutes">How long a time the next page is likely to need; only a hint.</param>
public sealed partial record ListPlace(string Key, long Minutes)
{
    private const char Separator = '~';

    /// <summary>Before the newest push.</summary>
    public static ListPlace Start { get; } = new("", 1);

    /// <summary>Whether this is the text of a place; that of the first is empty.</summary>
    public static bool IsPlace(string text) => Text().IsMatch(text);

    public static ListPlace Parse(string text)
    {
        if (text.Length == 0) return Start;
        var parts = text.Split(Separator);
        return new(parts[0], long.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Key}{Separator}{Minutes}");

    [GeneratedRegex(@"^[0-9]{19}(\|[a-z2-7]{26}\|[0-9a-f]{32})?~[1-9][0-9]{0,9}\z")]
    private static partial Regex Text();
}
