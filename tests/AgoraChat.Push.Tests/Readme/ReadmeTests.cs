using System.Reflection;
using System.Text.RegularExpressions;
using AgoraChat.Simulator;

namespace AgoraChat.Push.Tests;

/// <summary>What the library's README says is so.</summary>
public sealed partial class ReadmeTests : SimulatorTest
{
    private static readonly string Readme = Read("src/AgoraChat.Push/README.md");

    private static readonly IReadOnlyList<Row> Rows =
        [.. TableRow().Matches(Readme).Select(row => new Row(
            row.Groups["endpoint"].Value, row.Groups["methods"].Value.Replace("`", "", StringComparison.Ordinal)
                .Split(", "), row.Groups["tests"].Value.Trim().Split(", ")))];

    [Fact]
    public void Its_examples_are_those_that_run()
    {
        var source = Read("tests/AgoraChat.Push.Tests/Readme/ReadmeExamples.cs");

        var regions = Region().Matches(source).Select(region => Dedent(region.Groups["code"].Value));

        Assert.Equal(regions.Order(), Block().Matches(Readme).Select(block => block.Groups["code"].Value).Order());
    }

    [Fact]
    public void Its_table_has_every_endpoint_once() =>
        Assert.Equal(EndpointNames.All.Order(), Rows.Select(row => Name(row.Endpoint)).Order());

    [Fact]
    public async Task Its_endpoints_take_the_methods_in_front_of_them()
    {
        foreach (var endpoint in Rows.Select(row => row.Endpoint))
        {
            var (method, path) = (endpoint.Split(' ')[0], Place().Replace(endpoint.Split(' ')[1], "x"));

            var (status, _) = await SendAsync(new HttpMethod(method), $"agora-demo/testapp/{path}");

            // Past the address and the method: a token or a body is missing.
            Assert.True(status is 401 or 415, $"{endpoint} was answered with {status}.");
        }
    }

    [Fact]
    public void Every_method_of_the_client_is_in_the_table_and_no_other() => Assert.Equal(
        Groups().SelectMany(MethodsOf).Append("TokenSource.GetAsync").Distinct().Order(),
        Rows.SelectMany(row => row.Methods).Order());

    [Fact]
    public void Every_test_in_the_table_exists()
    {
        var tests = typeof(ReadmeTests).Assembly.GetTypes()
            .Where(type => type.GetMethods().Any(method => method.IsDefined(typeof(FactAttribute))))
            .Select(type => type.Name).ToHashSet();

        Assert.All(Rows.SelectMany(row => row.Tests), test => Assert.Contains(test, tests));
    }

    [Fact]
    public void Every_option_and_every_kind_of_error_is_in_it() => Assert.All(
        typeof(AgoraChatOptions).GetProperties().Select(option => option.Name)
            .Concat(Enum.GetNames<AgoraChatErrorKind>()),
        name => Assert.Contains($"`{name}`", Readme, StringComparison.Ordinal));

    private static IEnumerable<(string Prefix, Type Type)> Groups() => typeof(AgoraChatPushClient).GetProperties()
        .Select(group => ($"{group.Name}.", group.PropertyType))
        .Prepend(("", typeof(AgoraChatPushClient)));

    private static IEnumerable<string> MethodsOf((string Prefix, Type Type) group) =>
        group.Type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .Where(method => !method.IsSpecialName)
            .Select(method => group.Prefix + method.Name);

    private static string Dedent(string code)
    {
        var lines = code.Split('\n');
        var indent = lines[0].Length - lines[0].TrimStart().Length;
        return string.Join('\n', lines.Select(line => line.Length == 0 ? line : line[indent..]));
    }

    private static string Read(string path) =>
        File.ReadAllText(Path.Combine(Repository.Root, path)).ReplaceLineEndings("\n");

    [GeneratedRegex(@"#region [^\n]+\n(?<code>.*?)\n\s*#endregion", RegexOptions.Singleline)]
    private static partial Regex Region();

    [GeneratedRegex(@"```csharp\n(?<code>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Block();

    // Several endpoints of one path have the method in their names.
    private static string Name(string endpoint) =>
        EndpointNames.All.Contains(endpoint) ? endpoint : endpoint.Split(' ')[1];

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Place();

    [GeneratedRegex(
        @"^\|[^|]*\| `(?<endpoint>[A-Z]+ [^`]+)` \| (?<methods>`[^|]+`) \| (?<tests>[^|]+)\|$", RegexOptions.Multiline)]
    private static partial Regex TableRow();

    private sealed record Row(string Endpoint, IReadOnlyList<string> Methods, IReadOnlyList<string> Tests);
}
