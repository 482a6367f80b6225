using System.Text.Json;
using System.Text.RegularExpressions;
using PushFunctions.Dev.Stack;

namespace PushFunctions.EndToEnd.Tests.Support;

/// <summary>The examples of <c>docs/hooks.md</c>: what is tested is what is written there.</summary>
internal static partial class HooksPage
{
    private static readonly string Text = File.ReadAllText(RepositoryRoot.Below("docs", "hooks.md"));

    private static readonly IReadOnlyList<JsonElement> Objects = [.. Blocks("json").Select(text => JsonElement.Parse(text))];

    /// <summary>The settings of its sources.</summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } = Objects
        .Where(example => !example.TryGetProperty("type", out _))
        .SelectMany(example => example.EnumerateObject())
        .ToDictionary(setting => setting.Name, setting => setting.Value.GetString()!);

    /// <summary>The mappings, by their types.</summary>
    public static IReadOnlyDictionary<string, string> Mappings { get; } = Objects
        .Where(example => example.TryGetProperty("type", out _))
        .ToDictionary(example => example.GetProperty("type").GetString()!, example => example.GetRawText());

    /// <summary>What the senders do, as commands.</summary>
    public static IReadOnlyList<string> Scripts { get; } = [.. Blocks("bash")];

    private static IEnumerable<string> Blocks(string language) =>
        Fence().Matches(Text).Where(block => block.Groups["language"].Value == language)
            .Select(block => block.Groups["text"].Value);

    [GeneratedRegex(@"```(?<language>\w+)\n(?<text>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Fence();
}
