using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AgoraChat.Push.Tests;

/// <summary>One example of the far side's documents, a file under <c>tests/fixtures</c>, word for word.</summary>
/// <remarks>
/// The documents leave things out: <c>…</c>, <c>...</c> and <c>&lt;long&gt;</c> stand for any value, inside a text
/// <c>…</c> and a row of <c>X</c> for any letters; a file called <c>.fragment.json</c> is a piece of an object.
/// </remarks>
internal sealed partial record Fixture(string Name, string Text)
{
    private const string Anything = "\"…\"";

    private static readonly string _folder = Path.Combine(Repository.Root, "tests", "fixtures");

    /// <summary>All of them, by their path under the folder.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(_folder, file).Replace('\\', '/'))
            .Where(name => name != "README.md")
            .Order(StringComparer.Ordinal)];

    public bool IsFragment => Name.EndsWith(".fragment.json", StringComparison.Ordinal);

    /// <summary>What a machine can read: 0 for each value that is left out.</summary>
    public string Readable => Fill("0");

    public static Fixture Load(string name) => new(name, File.ReadAllText(Path.Combine(_folder, name)).TrimEnd());

    /// <summary>Fails unless a body is what the example shows.</summary>
    /// <param name="body">What was really sent or answered.</param>
    /// <param name="isOrdered">Whether the members must come in the example's order.</param>
    public void AssertShows(string body, bool isOrdered = true)
    {
        var differences =
            FixtureMatch.Differences(JsonElement.Parse(Fill(Anything)), JsonElement.Parse(body), isOrdered, IsFragment);
        Assert.True(
            differences.Count == 0,
            $"{Name}: {string.Join("; ", differences)}\nexample: {Text}\nreal:    {body}");
    }

    private string Fill(string value)
    {
        var text = new StringBuilder();
        var isText = false;
        var source = IsFragment ? Text.Trim('…') : Text;
        foreach (var part in Quote().Split(source))
        {
            text.Append(isText ? part : Gap().Replace(LeftOutItems().Replace(part, ""), value));
            isText = part == "\"" ? !isText : isText;
        }

        return IsFragment ? $"{{{text}}}" : text.ToString();
    }

    // None of the examples has an escaped quote in a text but within the payload of a vendor, which is left out.
    [GeneratedRegex("(\")")]
    private static partial Regex Quote();

    [GeneratedRegex(@",\s*…(?=\])")]
    private static partial Regex LeftOutItems();

    [GeneratedRegex(@"…|\.\.\.|<\w+>")]
    private static partial Regex Gap();
}
