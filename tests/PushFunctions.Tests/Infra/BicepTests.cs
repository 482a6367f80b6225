using System.Text.Json;

namespace PushFunctions.Tests.Infra;

/// <summary>What holds for all of infra.</summary>
public sealed class BicepTests
{
    /// <summary>
    /// The versions that are used, each with what was seen of it: a new one comes with the page that describes it.
    /// </summary>
    private static readonly IReadOnlyDictionary<string, string> Versions = new Dictionary<string, string>
    {
        ["Microsoft.Authorization/roleAssignments"] = "2022-04-01",
        ["Microsoft.Insights/actionGroups"] = "2023-01-01",
        ["Microsoft.Insights/components"] = "2020-02-02",
        ["Microsoft.Insights/scheduledQueryRules"] = "2021-08-01",
        ["Microsoft.Insights/workbooks"] = "2022-04-01",
        ["Microsoft.KeyVault/vaults"] = "2023-07-01",
        ["Microsoft.ManagedIdentity/userAssignedIdentities"] = "2023-01-31",
        ["Microsoft.Network/privateDnsZones"] = "2020-06-01",
        ["Microsoft.Network/privateDnsZones/virtualNetworkLinks"] = "2020-06-01",
        ["Microsoft.Network/privateEndpoints"] = "2023-11-01",
        ["Microsoft.Network/privateEndpoints/privateDnsZoneGroups"] = "2023-11-01",
        ["Microsoft.Network/virtualNetworks"] = "2023-11-01",
        ["Microsoft.Network/virtualNetworks/subnets"] = "",
        ["Microsoft.OperationalInsights/workspaces"] = "2023-09-01",
        ["Microsoft.Resources/resourceGroups"] = "2024-11-01",
        ["Microsoft.Storage/storageAccounts"] = "2023-01-01",
        ["Microsoft.Storage/storageAccounts/blobServices"] = "2023-01-01",
        ["Microsoft.Storage/storageAccounts/blobServices/containers"] = "2023-01-01",
        ["Microsoft.Storage/storageAccounts/queueServices"] = "2023-01-01",
        ["Microsoft.Storage/storageAccounts/queueServices/queues"] = "2023-01-01",
        ["Microsoft.Storage/storageAccounts/tableServices"] = "2023-01-01",
        ["Microsoft.Storage/storageAccounts/tableServices/tables"] = "2023-01-01",
        ["Microsoft.Web/serverfarms"] = "2024-04-01",
        ["Microsoft.Web/sites"] = "2024-04-01",
        ["Microsoft.Web/sites/config"] = "2024-04-01",
    };

    [Fact]
    public async Task Every_resource_has_the_version_that_is_known_and_every_version_is_used() => Assert.Equal(
        Versions.OrderBy(type => type.Key, StringComparer.Ordinal),
        (await BicepFile.ReadAllAsync()).SelectMany(file => file.Resources)
            .Select(resource => KeyValuePair.Create(resource.Type, resource.ApiVersion))
            .Distinct().OrderBy(type => type.Key, StringComparer.Ordinal));

    [Fact]
    public async Task What_is_no_Bicep_is_found()
    {
        var error = await Assert.ThrowsAsync<FormatException>(
            () => BicepFile.ChangedAsync("infra/modules/vault.bicep", "properties: {", "properties: ["));

        Assert.Matches("^infra/modules/vault.bicep is no Bicep: line [0-9]+:", error.Message);
    }

    [Fact]
    public async Task Every_module_is_given_what_it_asks_for()
    {
        var files = await BicepFile.ReadAllAsync();
        var main = await BicepFile.ReadAsync("infra/main.bicep");

        Assert.Equal(
            files.Select(file => file.Path).Where(path => path != main.Path).Order(StringComparer.Ordinal),
            main.Modules.Select(module => $"infra/{module.Path[2..]}").Order(StringComparer.Ordinal));
        Assert.All(main.Modules, module =>
        {
            var parameters = files.Single(file => file.Path == $"infra/{module.Path[2..]}").Parameters;
            var given = module.Body.At("params").Properties.Keys;
            Assert.Empty(given.Except(parameters.Keys));
            Assert.Empty(parameters.Where(parameter => !parameter.Value).Select(parameter => parameter.Key).Except(given));
        });
    }

    /// <summary>What azd cannot fill in it asks for, and it shall ask for three things only.</summary>
    [Fact]
    public async Task Azd_asks_for_environment_subscription_and_region_alone()
    {
        var parameters = (await BicepFile.ReadAsync("infra/main.bicep")).Parameters;

        Assert.Equal(["environmentName", "location"], parameters.Where(parameter => !parameter.Value).Select(parameter => parameter.Key));
        Assert.Equal(
            parameters.Keys.Order(StringComparer.Ordinal), ReadParameters().Keys.Order(StringComparer.Ordinal));
    }

    /// <summary>A secret goes into the vault by hand; what is deployed has its name alone.</summary>
    [Fact]
    public void No_parameter_takes_a_secret() => Assert.All(
        ReadParameters()["vaultSettings"].EnumerateObject(),
        setting => Assert.Matches(@"^\$\{[A-Z_]*SECRET[A-Z_]*\}$", setting.Value.GetString()));

    [Fact]
    public async Task Nothing_comes_from_a_registry() => Assert.All(
        await BicepFile.ReadAllAsync(),
        file => Assert.All(file.Modules, module => Assert.StartsWith("./", module.Path, StringComparison.Ordinal)));

    [Fact]
    public async Task Everything_that_can_have_a_tag_has_them()
    {
        IReadOnlyList<string> without =
        [
            "Microsoft.Authorization/", "Microsoft.Storage/storageAccounts/", "Microsoft.Web/sites/",
            "Microsoft.Network/virtualNetworks/", "Microsoft.Network/privateEndpoints/",
        ];

        var untagged =
            from file in await BicepFile.ReadAllAsync()
            from resource in file.Resources
            where !resource.IsExisting && !without.Any(type => resource.Type.StartsWith(type, StringComparison.Ordinal))
            where !resource.Body.Properties.ContainsKey("tags")
            select resource.Symbol;

        Assert.Empty(untagged);
    }

    private static Dictionary<string, JsonElement> ReadParameters()
    {
        using var file = JsonDocument.Parse(
            File.ReadAllBytes(Path.Combine(Repository.Root, "infra", "main.parameters.json")));
        return file.RootElement.GetProperty("parameters").EnumerateObject()
            .ToDictionary(parameter => parameter.Name, parameter => parameter.Value.GetProperty("value").Clone());
    }
}
