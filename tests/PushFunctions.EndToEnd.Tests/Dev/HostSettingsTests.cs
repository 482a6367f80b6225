using PushFunctions.Budgets;
using PushFunctions.Dev.Stack;

namespace PushFunctions.EndToEnd.Tests.Dev;

public sealed class HostSettingsTests
{
    private static readonly Uri Simulator = new("http://127.0.0.1:7080/");

    [Fact]
    public void Every_app_that_is_configured_anywhere_talks_to_the_simulator()
    {
        var settings = Compose(new(), "Agora__Apps__shop__BaseUrl", "Agora:Apps:bank:AppId", "PATH");

        Assert.All(["default", "shop", "bank"], app =>
        {
            Assert.Equal("http://127.0.0.1:7080", settings[$"Agora__Apps__{app}__BaseUrl"]);
            Assert.Equal("970CA35de60c44645bbae8a215061b33", settings[$"Agora__Apps__{app}__AppId"]);
        });
        Assert.Equal(3, settings.Keys.Count(key => key.EndsWith("__BaseUrl", StringComparison.Ordinal)));
    }

    [Fact]
    public void Both_names_of_the_storage_are_the_stacks()
    {
        var settings = Compose(new());

        Assert.Equal(("S", "S"), (settings["Storage"], settings["AzureWebJobsStorage"]));
        Assert.DoesNotContain("Budgets__PushSingle__CallsPerMinute", settings.Keys);
    }

    [Fact]
    public void Settings_that_were_asked_for_win()
    {
        var options = new LocalStackOptions
        {
            CallsPerMinute = 60,
            Settings = new Dictionary<string, string>
            {
                ["Agora__Apps__default__AppId"] = "foreign",
                ["Retry__Delays__0"] = "00:00:01",
            },
        };

        var settings = Compose(options);

        Assert.Equal("60", settings["Budgets__PushSingle__CallsPerMinute"]);
        Assert.Equal("foreign", settings["Agora__Apps__default__AppId"]);
        Assert.Equal("00:00:01", settings["Retry__Delays__0"]);
    }

    [Fact]
    public void A_preset_empties_every_budget_that_is_configured_anywhere()
    {
        var settings = Compose(
            new() { Preset = BudgetPreset.Easemob },
            "Budgets__Preset", "Budgets__PushSingle__CallsPerMinute", "Budgets:PushSync:Tolerance",
            "Agora__Apps__shop__Budgets__Preset", "Agora__Apps__shop__Budgets__Total__CallsPerSecond", "MyBudgets__A");

        Assert.Equal(
            ("Easemob", "Easemob"), (settings["Budgets__Preset"], settings["Agora__Apps__shop__Budgets__Preset"]));
        Assert.All(
            [
                "Budgets__PushSingle__CallsPerMinute", "Budgets:PushSync:Tolerance",
                "Agora__Apps__shop__Budgets__Total__CallsPerSecond",
            ],
            key => Assert.Equal("", settings[key]));
        Assert.DoesNotContain("MyBudgets__A", settings.Keys);
    }

    private static IReadOnlyDictionary<string, string> Compose(LocalStackOptions options, params string[] known) =>
        HostSettings.Compose(options, "S", Simulator, known);
}
