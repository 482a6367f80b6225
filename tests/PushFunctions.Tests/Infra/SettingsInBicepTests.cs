using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using PushFunctions.Storage;
using PushFunctions.Tests.Conventions;

namespace PushFunctions.Tests.Infra;

/// <summary>
/// Settings are in four places: the options, README's table, local.settings.example.json and infra/modules/app.bicep.
/// SettingTests holds the first three together; here is the fourth. A new setting with one value goes into
/// <c>defaults</c> there, a new schedule into <c>schedules</c>, each with the value of the example.
/// </summary>
public sealed class SettingsInBicepTests
{
    private const string File = "infra/modules/app.bicep";

    [Fact]
    public async Task Bicep_sets_what_the_example_shows() =>
        Assert.Empty(Differences(await BicepFile.ReadAsync(File), Expected()));

    [Theory]
    [InlineData("  WatchdogSchedule: '*/15 * * * * *'\n", "", "WatchdogSchedule is not in infra/modules/app.bicep.")]
    [InlineData("  Retention__Days: '35'\n", "", "Retention__Days is not in infra/modules/app.bicep.")]
    [InlineData(
        "Retention__Days: '35'", "Retention__Days: '36'",
        "Retention__Days is '36' in infra/modules/app.bicep and '35' in local.settings.example.json.")]
    [InlineData("  Retention__Days: ", "  Retention__Day: ", "Retention__Day of infra/modules/app.bicep is no setting of the app.")]
    public async Task What_differs_in_Bicep_is_named(string from, string to, string problem) =>
        Assert.Contains(problem, Differences(await BicepFile.ChangedAsync(File, from, to), Expected()));

    [Fact]
    public async Task What_lacks_in_the_example_is_named()
    {
        var expected = Expected().Where(setting => setting.Key != "Retention__Days").ToDictionary();

        Assert.Equal(
            ["Retention__Days of infra/modules/app.bicep is no setting of the app."],
            Differences(await BicepFile.ReadAsync(File), expected));
    }

    /// <summary>Where one is set, those that are set are the whole; what Bicep had set could not be taken away.</summary>
    [Fact]
    public async Task Bicep_sets_neither_limits_nor_lists() => Assert.DoesNotContain(
        (await BicepFile.ReadAsync(File)).Value("defaults").Properties.Keys,
        name => Regex.IsMatch(name, "^Budgets__[A-Za-z]+__|__[0-9]+$"));

    [Theory]
    [InlineData("Storage")]
    [InlineData("AzureWebJobsStorage")]
    public async Task Storage_is_reached_by_the_identity(string group)
    {
        var connections = (await BicepFile.ReadAsync(File)).Value("connections").Properties
            .Where(setting => setting.Key.StartsWith($"{group}__", StringComparison.Ordinal))
            .ToDictionary(setting => setting.Key[(group.Length + 2)..], setting => setting.Value.Text);

        var known = typeof(StorageOptions).GetProperties()
            .Select(property => property.GetCustomAttribute<ConfigurationKeyNameAttribute>()?.Name).OfType<string>();
        Assert.Equal(
            known.Append("credential").Order(StringComparer.Ordinal), connections.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("'managedidentity'", connections["credential"]);
        Assert.Equal("identityClientId", connections["clientId"]);
        Assert.All(
            ["blob", "queue", "table"],
            service => Assert.Equal(
                $"account.properties.primaryEndpoints.{service}", connections[$"{service}ServiceUri"]));
    }

    [Fact]
    public async Task All_groups_are_given_to_the_app_and_the_connections_win()
    {
        var settings = (await BicepFile.ReadAsync(File)).Resources
            .Single(resource => resource.Type == "Microsoft.Web/sites/config").Body;

        Assert.Equal("appsettings", settings.At("name").Plain);
        Assert.Equal("union(defaults, schedules, own, secrets, connections)", settings.At("properties").Text);
    }

    [Fact]
    public async Task A_secret_is_a_reference_into_the_vault()
    {
        var file = await BicepFile.ReadAsync(File);

        Assert.Contains(
            "'@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/${setting.value})'",
            file.Value("secrets").All.Where(node => node.Is("string")).Select(node => node.Text));
        Assert.Equal("identityId", Site(file).At("keyVaultReferenceIdentity").Text);
    }

    [Fact]
    public async Task The_plan_is_Flex_Consumption_with_NET_10()
    {
        var file = await BicepFile.ReadAsync(File);

        var plan = file.Resources.Single(resource => resource.Type == "Microsoft.Web/serverfarms").Body;
        Assert.Equal(("FC1", "FlexConsumption"), (plan.At("sku", "name").Plain, plan.At("sku", "tier").Plain));
        var config = Site(file).At("functionAppConfig");
        Assert.Equal(
            ("dotnet-isolated", "10.0"), (config.At("runtime", "name").Plain, config.At("runtime", "version").Plain));
        Assert.Equal("UserAssignedIdentity", config.At("deployment", "storage", "authentication", "type").Plain);
        Assert.Equal("512", (await BicepFile.ReadAsync("infra/main.bicep")).Value("instanceMemoryMB").Text);
    }

    /// <summary>The runtime stands in functionAppConfig; what this plan does not know, or has taken away, is not set.</summary>
    [Fact]
    public async Task Nothing_is_set_that_the_plan_refuses()
    {
        var names = (await BicepFile.ReadAsync(File)).Root.All
            .Where(node => node.Is("object_property")).Select(node => node.Children[0].Text).ToHashSet();

        Assert.Empty(names.Intersect(
            ["FUNCTIONS_WORKER_RUNTIME", "FUNCTIONS_EXTENSION_VERSION", "WEBSITE_RUN_FROM_PACKAGE", "linuxFxVersion", "alwaysOn"]));
    }

    [Fact]
    public void What_azd_fills_in_are_settings_of_the_table()
    {
        var readme = System.IO.File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        using var parameters = Json("infra/main.parameters.json");

        var names = new[] { "settings", "vaultSettings" }.SelectMany(group => parameters.RootElement
            .GetProperty("parameters").GetProperty(group).GetProperty("value").EnumerateObject().Select(setting => setting.Name));

        Assert.All(names, name => Assert.Contains(
            $"`{name.Replace("__default__", "__{app}__", StringComparison.Ordinal).Replace("__main__", "__{source}__", StringComparison.Ordinal)}`",
            readme,
            StringComparison.Ordinal));
    }

    private static BicepNode Site(BicepFile file) =>
        file.Resources.Single(resource => resource.Type == "Microsoft.Web/sites").Body.At("properties");

    /// <summary>Settings with one value: lists are shown by the example as <c>name__0</c> and on.</summary>
    private static Dictionary<string, string> Expected()
    {
        using var example = Json("local.settings.example.json");
        var single = SettingTests.OptionNames.Concat(SettingTests.Schedules.Select(schedule => schedule.Trim('%')))
            .Append("Budgets__Preset").Append("FUNCTIONS_REQUEST_BODY_SIZE_LIMIT").ToHashSet();
        return example.RootElement.GetProperty("Values").EnumerateObject()
            .Where(setting => single.Contains(setting.Name))
            .ToDictionary(setting => setting.Name, setting => setting.Value.GetString()!);
    }

    private static IReadOnlyList<string> Differences(BicepFile file, Dictionary<string, string> expected)
    {
        var inBicep = file.Value("defaults").Properties.Concat(file.Value("schedules").Properties)
            .ToDictionary(setting => setting.Key, setting => setting.Value.Plain);
        return
        [
            .. expected.Keys.Except(inBicep.Keys).Select(name => $"{name} is not in {File}."),
            .. inBicep.Keys.Except(expected.Keys).Select(name => $"{name} of {File} is no setting of the app."),
            .. expected.Where(setting => inBicep.TryGetValue(setting.Key, out var value) && value != setting.Value)
                .Select(setting => $"{setting.Key} is '{inBicep[setting.Key]}' in {File} and '{setting.Value}' in local.settings.example.json."),
        ];
    }

    private static JsonDocument Json(string path) =>
        JsonDocument.Parse(System.IO.File.ReadAllBytes(Path.Combine(Repository.Root, path)));
}
