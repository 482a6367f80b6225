using System.Text.Json;
using System.Xml.Linq;

namespace PushFunctions.Tests.Infra;

/// <summary>
/// What the project says of a publish. `host.json` at its root is ours; `worker.config.json`, `functions.metadata` and
/// `extensions.json` are made by the worker's SDK. The workflow ci.yml looks into a real one.
/// </summary>
public sealed class PublishTests
{
    private const string Publishing = "'$(_IsPublishing)' == 'true'";

    private static string Folder { get; } = Path.Combine(Repository.Root, "src", "PushFunctions");

    private static XDocument Project { get; } = XDocument.Load(Path.Combine(Folder, "PushFunctions.csproj"));

    [Fact]
    public void The_settings_of_the_host_go_to_the_root()
    {
        var host = Item("../../host.json");

        Assert.Equal("host.json", host.Attribute("Link")!.Value);
        Assert.Equal("PreserveNewest", host.Attribute("CopyToPublishDirectory")!.Value);
        Assert.True(File.Exists(Path.GetFullPath(Path.Combine(Folder, host.Attribute("Include")!.Value))));
    }

    [Fact]
    public void Settings_of_this_machine_stay_here() =>
        Assert.Equal("Never", Item("../../local.settings.json").Attribute("CopyToPublishDirectory")!.Value);

    [Fact]
    public void Mappings_go_with_it() =>
        Assert.Equal("PreserveNewest", Item("../../mappings/*.json").Attribute("CopyToPublishDirectory")!.Value);

    [Fact]
    public void The_workers_SDK_writes_what_the_host_looks_for()
    {
        Assert.Contains(
            "Microsoft.Azure.Functions.Worker.Sdk",
            Project.Descendants("PackageReference").Select(package => package.Attribute("Include")!.Value));
        Assert.Equal(("v4", "Exe"), (Property("AzureFunctionsVersion").Value, Property("OutputType").Value));
    }

    [Fact]
    public void It_is_compiled_ahead_for_the_plan_and_only_then()
    {
        Assert.Equal("true", Property("PublishReadyToRun").Value);
        Assert.Equal("linux-x64", Property("RuntimeIdentifier").Value);
        Assert.Equal("false", Property("SelfContained").Value);
        Assert.Equal(Publishing, Property("RuntimeIdentifier").Parent!.Attribute("Condition")!.Value);
    }

    /// <summary>With one of the two stacks in the host and the other in the worker, each line would come twice.</summary>
    [Fact]
    public void Host_and_worker_speak_of_what_happens_in_one_way()
    {
        using var host = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Root, "host.json")));

        Assert.Equal("OpenTelemetry", host.RootElement.GetProperty("telemetryMode").GetString());
    }

    private static XElement Item(string include) =>
        Project.Descendants("None").Single(item => item.Attribute("Include")!.Value == include);

    private static XElement Property(string name) => Project.Descendants(name).Single();
}
