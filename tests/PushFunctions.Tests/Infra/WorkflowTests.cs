using System.Text.Json;
using System.Text.RegularExpressions;

namespace PushFunctions.Tests.Infra;

/// <summary>What the workflows of GitHub must have to do what the pages say of them.</summary>
public sealed partial class WorkflowTests
{
    [Fact]
    public async Task Ci_runs_all_tests_and_asks_of_known_holes()
    {
        var steps = (await StepsAsync("ci.yml")).ToList();

        Assert.Contains("./dev test", steps);
        Assert.Contains(steps, step => step.Contains("dotnet list PushFunctions.sln package --vulnerable", StringComparison.Ordinal));
        Assert.Contains(steps, step => step.StartsWith("npm audit", StringComparison.Ordinal));
        Assert.Contains(steps, step => step.StartsWith("az bicep build --file infra/main.bicep", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_deployment_logs_in_by_federation_and_keeps_no_secret()
    {
        var deploy = await ReadAsync("deploy.yml");

        Assert.Equal("write", deploy.GetProperty("permissions").GetProperty("id-token").GetString());
        Assert.Contains(
            await StepsAsync("deploy.yml"),
            step => step.Contains("--federated-credential-provider github", StringComparison.Ordinal));
        Assert.DoesNotContain("secrets.", deploy.GetRawText(), StringComparison.Ordinal);
    }

    /// <summary>A variable that the workflow does not hand on would silently be azd's default there.</summary>
    [Fact]
    public async Task The_deployment_hands_on_every_variable_of_the_parameters()
    {
        var given = (await ReadAsync("deploy.yml")).GetProperty("jobs").GetProperty("deploy").GetProperty("env")
            .EnumerateObject().Select(variable => variable.Name);
        var parameters = File.ReadAllText(Path.Combine(Repository.Root, "infra", "main.parameters.json"));

        // azd finds out by itself who deploys.
        var used = Variable().Matches(parameters).Select(match => match.Groups["name"].Value)
            .Where(name => !name.StartsWith("AZURE_PRINCIPAL_", StringComparison.Ordinal));

        Assert.Empty(used.Except(given));
    }

    /// <summary>One without a version would be whatever its makers have today.</summary>
    [Theory]
    [InlineData("ci.yml")]
    [InlineData("deploy.yml")]
    public async Task Actions_are_named_with_their_version(string file)
    {
        var uses = (await AllStepsAsync(file)).Where(step => step.TryGetProperty("uses", out _))
            .Select(step => step.GetProperty("uses").GetString()!).ToList();

        Assert.NotEmpty(uses);
        Assert.All(uses, action => Assert.Matches("^[A-Za-z-]+/[a-z-]+@v[0-9]+$", action));
    }

    private static async Task<IEnumerable<string>> StepsAsync(string file) =>
        (await AllStepsAsync(file)).Where(step => step.TryGetProperty("run", out _))
            .Select(step => step.GetProperty("run").GetString()!.Trim());

    private static async Task<IReadOnlyList<JsonElement>> AllStepsAsync(string file) =>
    [
        .. (await ReadAsync(file)).GetProperty("jobs").EnumerateObject()
            .SelectMany(job => job.Value.GetProperty("steps").EnumerateArray()),
    ];

    private static async Task<JsonElement> ReadAsync(string file)
    {
        var output = await NodeScript.RunAsync("read-yaml.cjs", "", Path.Combine(".github", "workflows", file));
        return JsonElement.Parse(output).GetProperty("value");
    }

    [GeneratedRegex(@"\$\{(?<name>[A-Z_]+)")]
    private static partial Regex Variable();
}
