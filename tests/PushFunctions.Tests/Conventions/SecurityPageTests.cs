using System.Text.RegularExpressions;

namespace PushFunctions.Tests.Conventions;

/// <summary>SECURITY.md names the tests that show what it says; a test that is renamed must not leave it behind.</summary>
public sealed partial class SecurityPageTests
{
    private static string Page { get; } = File.ReadAllText(Path.Combine(Repository.Root, "SECURITY.md"));

    [Fact]
    public void Every_test_that_the_page_names_is_there()
    {
        var files = AppSources.ReadAll(Path.Combine(Repository.Root, "tests"))
            .Where(file => !file.Path.Contains("/obj/", StringComparison.Ordinal)).ToLookup(file => file.Name, file => file.Text);
        var named = TestName().Matches(Page).Select(match => (Class: match.Groups["class"].Value, Test: match.Groups["test"].Value)).ToList();

        Assert.True(named.Count > 30, $"Only {named.Count} tests are named.");
        Assert.All(named, name => Assert.Contains(
            files[name.Class], text => Regex.IsMatch(text, $@"public (async Task|Task|void) {name.Test}\(")));
    }

    [GeneratedRegex(@"`(?<class>[A-Z]\w+Tests)\.(?<test>[A-Z]\w+)`")]
    private static partial Regex TestName();
}
