using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using PushFunctions.Problems;

namespace PushFunctions.Tests.Conventions;

public sealed partial class ProblemCodeTests
{
    private static string Docs { get; } = File.ReadAllText(Path.Combine(Repository.Root, "docs", "errors.md"));

    [Fact]
    public void All_codes_are_listed_once_in_snake_case()
    {
        var constants = typeof(ProblemCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);

        Assert.Equal(constants.Order(StringComparer.Ordinal), ProblemCodes.All.Order(StringComparer.Ordinal));
        Assert.All(ProblemCodes.All, code => Assert.Matches("^[a-z]+(_[a-z]+)*$", code));
    }

    [Fact]
    public void Every_code_has_its_paragraph_and_every_paragraph_its_code() => Assert.Equal(
        ProblemCodes.All.Order(StringComparer.Ordinal),
        Heading().Matches(Docs).Select(heading => heading.Groups["code"].Value).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_code_is_used()
    {
        var sources = string.Concat(
            AppSources.Files.Where(file => file.Name != nameof(ProblemCodes)).Select(file => file.Text));

        Assert.All(
            typeof(ProblemCodes).GetFields().Where(field => field.IsLiteral),
            field => Assert.Contains($"{nameof(ProblemCodes)}.{field.Name}", sources, StringComparison.Ordinal));
    }

    [Fact]
    public void The_examples_of_the_page_are_problems_of_their_paragraph()
    {
        foreach (var paragraph in Docs.Split("\n## ").Skip(1))
        {
            foreach (Match example in Example().Matches(paragraph))
            {
                using var problem = JsonDocument.Parse(example.Groups["json"].Value);
                Assert.Equal(paragraph.Split('\n')[0].Trim(), problem.RootElement.GetProperty("code").GetString());
                Assert.Contains(
                    $"`{problem.RootElement.GetProperty("status").GetInt32()}`", paragraph, StringComparison.Ordinal);
            }
        }
    }

    [GeneratedRegex(@"^## (?<code>\S+)\s*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"```json\n(?<json>\{.*?\})\n```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
