using System.Text.Json;

namespace PushFunctions.Tests.Infra;

/// <summary>azure.yaml, by the part of azd's schema that it uses, and against what it names.</summary>
public sealed class AzureYamlTests
{
    [Fact]
    public async Task It_is_as_the_schema_says() => Assert.Empty((await ReadAsync("azure.yaml")).Problems);

    [Fact]
    public async Task A_slip_is_found()
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "azure.yaml");
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "azure.yaml"));
        await File.WriteAllTextAsync(file, text.Replace("host: function", "host: functions", StringComparison.Ordinal));

        Assert.Equal(
            ["/services/api/host must be equal to one of the allowed values"], (await ReadAsync(file)).Problems);
    }

    [Fact]
    public async Task What_it_names_is_there()
    {
        var (root, _) = await ReadAsync("azure.yaml");
        var infra = root.GetProperty("infra");
        var service = root.GetProperty("services").EnumerateObject().Single();

        var module = Path.Combine(
            Repository.Root, infra.GetProperty("path").GetString()!, infra.GetProperty("module").GetString()!);
        Assert.True(File.Exists($"{module}.bicep") && File.Exists($"{module}.parameters.json"));
        // With two projects in the folder azd would not know which to publish.
        Assert.Single(Directory.GetFiles(
            Path.Combine(Repository.Root, service.Value.GetProperty("project").GetString()!), "*.*proj"));
        Assert.Equal(service.Name, (await BicepFile.ReadAsync("infra/modules/app.bicep")).Value("serviceName").Plain);
    }

    private static async Task<(JsonElement Value, IReadOnlyList<string> Problems)> ReadAsync(string file)
    {
        var schema = Path.Combine("tests", "PushFunctions.Tests", "Infra", "azure-yaml.schema.json");
        using var read = JsonDocument.Parse(await NodeScript.RunAsync("read-yaml.cjs", "", file, schema));
        return (
            read.RootElement.GetProperty("value").Clone(),
            [.. read.RootElement.GetProperty("problems").EnumerateArray().Select(problem => problem.GetString()!)]);
    }
}
