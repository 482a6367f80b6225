using System.Text.RegularExpressions;

namespace PushFunctions.EndToEnd.Tests.Contract;

/// <summary>Commands that a page shows, and the answer that it shows after them.</summary>
/// <param name="Page">The page, from the repository's root.</param>
/// <param name="Commands">What a shell runs.</param>
/// <param name="Answer">What the page shows next; null: nothing.</param>
internal sealed partial record PageExample(string Page, string Commands, string? Answer)
{
    /// <summary>Where the pages say that the bridge is.</summary>
    public const string Bridge = "http://127.0.0.1:7071";

    /// <summary>Where they say that the simulated push service is.</summary>
    public const string Simulator = "http://127.0.0.1:7080";

    /// <summary>Whether it changes nothing, so that it may be asked until the answer is as shown.</summary>
    public bool IsRead => !Writing().IsMatch(Commands);

    /// <summary>The requests in it: method, and path after the address.</summary>
    public IEnumerable<(string Method, string Path)> Requests =>
        from Match curl in Curl().Matches(Commands)
        let text = curl.Value
        let address = Address().Match(text)
        where address.Success
        let named = Method().Match(text)
        let method = named.Success ? named.Groups["method"].Value : Writing().IsMatch(text) ? "POST" : "GET"
        select (method, address.Groups["path"].Value);

    /// <summary>All of a page that ask the bridge, in their order.</summary>
    public static IReadOnlyList<PageExample> ReadAll(string page, string text)
    {
        var blocks = Block().Matches(text).ToList();
        return
        [
            .. from block in blocks
               let commands = block.Groups["text"].Value
               where commands.Contains("curl ", StringComparison.Ordinal)
                   && commands.Contains(Bridge, StringComparison.Ordinal)
               let next = blocks.Find(other => other.Index > block.Index)
               select new PageExample(page, commands, next is null ? null : AnswerIn(text[block.Index..], block, next)),
        ];
    }

    /// <summary>An answer stands right behind its commands: no heading between, and it is JSON or HTTP.</summary>
    private static string? AnswerIn(string from, Match block, Match next)
    {
        var between = from[block.Length..(next.Index - block.Index)];
        var shown = next.Groups["text"].Value;
        return !between.Contains("\n#", StringComparison.Ordinal)
            && (shown.StartsWith("HTTP/", StringComparison.Ordinal) || shown.StartsWith('{') || shown.StartsWith('['))
            && between.Trim().Length == 0
            ? shown
            : null;
    }

    [GeneratedRegex(@"^```\w*\n(?<text>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\bcurl .*?(?=\n\s*curl |\z)", RegexOptions.Singleline)]
    private static partial Regex Curl();

    [GeneratedRegex(@"http://127\.0\.0\.1:7071(?<path>/[^\s'""?]*)")]
    private static partial Regex Address();

    [GeneratedRegex(@" (-X|--request) (?<method>[A-Z]+)")]
    private static partial Regex Method();

    [GeneratedRegex(@" (-d|--data|--data-binary|-T|-X|--request) ")]
    private static partial Regex Writing();
}
