using System.Text.RegularExpressions;
using PushFunctions.Dev.Stack;
using PushFunctions.EndToEnd.Tests.Support;
using PushFunctions.Testing;

namespace PushFunctions.EndToEnd.Tests.Contract;

/// <summary>What the pages say to type, typed; and what they show, held against what comes.</summary>
public sealed class PageTests
{
    private static readonly IReadOnlyList<PageExample> Examples =
    [
        .. from path in Directory.EnumerateFiles(RepositoryRoot.Below("docs"), "*.md")
               .Append(RepositoryRoot.Below("README.md")).Order(StringComparer.Ordinal)
           from example in PageExample.ReadAll(Path.GetRelativePath(RepositoryRoot.Path, path), File.ReadAllText(path))
           select example,
    ];

    public static TheoryData<string> Pages => [.. Examples.Select(example => example.Page).Distinct()];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_commands_of_a_page_run_one_after_another_and_are_answered_as_it_shows(string page)
    {
        await using var stack = await Stack.StartAsync();
        await using var host = await stack.StartHostAsync();
        var run = new PageRun(host.BaseAddress.AbsoluteUri.TrimEnd('/'), stack.Simulator.Address.TrimEnd('/'));

        foreach (var example in Examples.Where(example => example.Page == page))
        {
            var wrong = await run.CheckAsync(example);
            Assert.True(wrong.Count == 0, $"{example.Commands}: {string.Join("; ", wrong)}");
        }
    }

    [Fact]
    public void Every_operation_has_its_command_on_a_page()
    {
        var asked = Examples.SelectMany(example => example.Requests).ToList();

        Assert.All(
            ApiDescription.Read(RepositoryRoot.Path).Operations,
            operation => Assert.True(
                asked.Any(request => request.Method.Equals(operation.Method, StringComparison.OrdinalIgnoreCase)
                    && Regex.IsMatch(request.Path, $"^/api{Regex.Replace(operation.Path, @"\{\w+\}", "[^/]+")}$")),
                $"No page shows a command for {operation.Method} {operation.Path}."));
    }

    [Fact]
    public void Every_operation_is_in_the_table_of_routes()
    {
        var page = File.ReadAllText(RepositoryRoot.Below("docs", "api.md"));

        Assert.All(ApiDescription.Read(RepositoryRoot.Path).Operations, operation => Assert.Contains(
            $"| [`{operation.Method.ToUpperInvariant()} /api{operation.Path}`](#", page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"a":1}""", """{"a":2}""", 0)]
    [InlineData("""{"a":1}""", """{"a":"1"}""", 1)]
    [InlineData("""{"a":1}""", """{"a":1,"b":1}""", 1)]
    [InlineData("""{"a":[{"b":1}]}""", """{"a":[{"c":1}]}""", 2)]
    [InlineData("""{"a":[]}""", """{"a":[1]}""", 1)]
    [InlineData("HTTP/1.1 200 OK\nX-A: 1\n\n{}", "HTTP/1.1 200 OK\r\nx-a: 2\r\nB: 1\r\n\r\n{}", 0)]
    [InlineData("HTTP/1.1 200 OK\nX-A: 1\n\n{}", "HTTP/1.1 202 Accepted\r\n\r\n", 3)]
    public void An_answer_that_differs_is_found(string shown, string real, int wrong) =>
        Assert.Equal(wrong, PageAnswer.Read(shown).Differences(PageAnswer.Read(real)).Count);
}
