using System.Text.Json;
using System.Text.RegularExpressions;
using PushFunctions.Problems;

namespace PushFunctions.Tests.Contract;

/// <summary>The codes of problems: the same in code, in the description, and in docs/errors.md.</summary>
public sealed partial class OpenApiCodeTests
{
    private static IReadOnlyList<(ApiOperation Operation, int Status, JsonElement Content)> Problems { get; } =
    [
        .. from operation in Api.Description.Operations
           from status in operation.Statuses
           where int.TryParse(status, out _)
           let response = operation.Response(int.Parse(status, null))!.Value.Value
           where response.TryGetProperty("content", out _)
           from content in response.GetProperty("content").EnumerateObject()
           where content.Name == "application/problem+json"
           select (operation, int.Parse(status, null), content.Value),
    ];

    [Fact]
    public void The_description_lists_all_codes_in_their_order() => Assert.Equal(
        ProblemCodes.All,
        Api.Description.Resolve("/components/schemas/ProblemCode").Value.GetProperty("enum").EnumerateArray()
            .Select(code => code.GetString()));

    [Fact]
    public void Every_code_is_an_answer_of_some_operation() => Assert.Equal(
        ProblemCodes.All.Order(StringComparer.Ordinal),
        Problems.SelectMany(problem => problem.Operation.Codes(problem.Status)).Distinct()
            .Order(StringComparer.Ordinal));

    [Fact]
    public void The_codes_that_an_answer_allows_are_those_that_it_shows() => Assert.All(
        Problems,
        problem => Assert.Equal(
            Codes().Matches(problem.Content.GetProperty("schema").GetRawText())
                .SelectMany(list => Code().Matches(list.Value)).Select(code => code.Groups["code"].Value)
                .Concat(problem.Content.GetRawText().Contains("/RefusedBatch\"", StringComparison.Ordinal)
                    ? [ProblemCodes.BatchRefused]
                    : []),
            problem.Operation.Codes(problem.Status)));

    [Fact]
    public void An_example_of_a_problem_has_the_status_and_the_code_that_it_stands_for() => Assert.All(
        Problems.SelectMany(
            problem => problem.Operation.Codes(problem.Status), (problem, code) => (problem.Status, Code: code)),
        shown =>
        {
            var example = Example(shown.Code);
            Assert.Equal(shown.Status, example.GetProperty("status").GetInt32());
            Assert.Equal(shown.Code, example.GetProperty("code").GetString());
        });

    [Fact]
    public void The_page_and_the_description_show_the_same_examples()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "errors.md"));

        Assert.All(ProblemCodes.All, code =>
        {
            var paragraph = page.Split($"\n## {code}\n")[1].Split("\n## ")[0];
            var shown = JsonElement.Parse(PageExample().Match(paragraph).Groups["json"].Value);
            Assert.True(JsonElement.DeepEquals(shown, Example(code)), $"{code} has two different examples.");
        });
    }

    private static JsonElement Example(string code) =>
        Api.Description.Resolve($"/components/examples/{code}").Value.GetProperty("value");

    [GeneratedRegex("\"enum\": *\\[[^\\]]*\\]")]
    private static partial Regex Codes();

    [GeneratedRegex("\"(?<code>[a-z]+(_[a-z]+)+)\"")]
    private static partial Regex Code();

    [GeneratedRegex(@"```json\n(?<json>\{.*?\})\n```", RegexOptions.Singleline)]
    private static partial Regex PageExample();
}
