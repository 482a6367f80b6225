using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PushFunctions.Tests.Contract;

/// <summary>What the linter of @redocly/cli says, with the rules of redocly.yaml.</summary>
public sealed class OpenApiLintTests
{
    [Fact]
    public async Task The_description_has_no_error_and_no_warning() =>
        Assert.Empty(await LintAsync(ApiDescription.PathBelow(Repository.Root)));

    [Fact]
    public async Task A_description_with_a_mistake_is_found()
    {
        var wrong = JsonNode.Parse(Api.Description.Root.GetRawText())!;
        wrong["paths"]!["/health"]!["get"]!.AsObject().Remove("summary");
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "openapi.json");
        await File.WriteAllTextAsync(file, wrong.ToJsonString());

        Assert.Equal(["operation-summary"], await LintAsync(file));
    }

    private static async Task<IReadOnlyList<string>> LintAsync(string file)
    {
        var cli = Path.Combine("node_modules", "@redocly", "cli", "bin", "cli.js");
        var start = new ProcessStartInfo(
            "node", [cli, "lint", file, "--config", "redocly.yaml", "--format", "json"])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // It would ask its makers for news and tell them of the run.
        start.Environment["REDOCLY_TELEMETRY"] = "off";
        start.Environment["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true";
        start.Environment["REDOCLY_SUPPRESS_NOTIFICATIONS"] = "true";
        using var node = Process.Start(start)!;
        var errors = node.StandardError.ReadToEndAsync();
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.True(output.StartsWith('{'), $"{output}{await errors}");
        return
        [
            .. JsonElement.Parse(output).GetProperty("problems").EnumerateArray()
                .Select(problem => problem.GetProperty("ruleId").GetString()!),
        ];
    }
}
