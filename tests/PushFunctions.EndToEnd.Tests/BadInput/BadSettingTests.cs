using Microsoft.Extensions.Configuration;
using PushFunctions.EndToEnd.Tests.Support;
using PushFunctions.LocalHost;
using PushFunctions.Receive;

namespace PushFunctions.EndToEnd.Tests.BadInput;

/// <summary>A bad setting stops the start, before anything is asked of storage.</summary>
public sealed class BadSettingTests
{
    /// <summary>Nobody listens there.</summary>
    private const string NoStorage =
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=bm8=;BlobEndpoint=http://127.0.0.1:1/a;"
        + "QueueEndpoint=http://127.0.0.1:1/a;TableEndpoint=http://127.0.0.1:1/a;";

    [Theory]
    [InlineData("Budgets__PushSingle__CallsPerMinute", "0", "'0'", "between 1 and 1000000")]
    [InlineData("Budgets__PushSingle__CallsPerMinute", "abc", "'abc'", "")]
    [InlineData("Budgets__PushSingle__Tolerance", "00:00:05", "'00:00:05'", "00:00:01")]
    [InlineData("Delivery__CallTimeout", "00:00:05", "'00:00:05'", "less than half of Delivery__ClaimTime")]
    [InlineData("Delivery__ClaimTime", "00:00:01", "'00:00:01'", "00:05:00")]
    [InlineData("Delivery__HoldAtMost", "soon", "'soon'", "no time like 00:05:00")]
    [InlineData("Delivery__HoldsAtMost", "00:01:00", "is not known", "HoldAtMost")]
    [InlineData("Retry__Delays__0", "-00:00:01", "'-00:00:01'", "more than 0")]
    [InlineData("Retry__Delays__0", "-1", "'-1'", "more than 0")]
    [InlineData("Retry__Delays__0", "", "''", "hh:mm:ss")]
    [InlineData("Retry__Delays__1", "soon", "'soon'", "hh:mm:ss")]
    [InlineData("Retry__Delays", "", "is a list", "Retry__Delays__0")]
    [InlineData("Retry__Delay__0", "00:00:05", "is not known", "Delays, Jitter")]
    [InlineData("Retry__Jitter", "0.9", "'0.9'", "between 0 and 0.5")]
    [InlineData("Retention__Days", "29", "'29'", "between 30 and 3650")]
    [InlineData("Retention__Days", "seven", "'seven'", "no whole number")]
    [InlineData("Retention__Day", "40", "is not known", "known are Days")]
    [InlineData("Retention__Days", "3651", "'3651'", "between 30 and 3650")]
    [InlineData("Accept__MaxOpenPushes", "0", "'0'", "between 1 and 1000000")]
    [InlineData("Hooks__Sources__demo__Scheme", "Other", "'Other'", "StandardWebhooks, GitHub, Stripe, None")]
    [InlineData("Hooks__Sources__demo__MaxBodyBytes", "0", "'0'", "between 1 and 1048576")]
    [InlineData("Hooks__Sources__demo__MaxBodyBytes", "many", "'many'", "")]
    [InlineData("Hooks__Sources__demo__App", "nobody", "'nobody'", "Agora__Apps__{app}")]
    [InlineData("Hooks__Sources__demo__TypeFrom", "type", "'type'", "JSON pointer")]
    [InlineData("Hooks__Sources__demo__Type__0", "t", "is not known", "Types")]
    [InlineData("Callbacks__ops__Url", "https://2130706433/", "leads to 127.0.0.1", "Allowed are public addresses")]
    [InlineData("CallbackDelivery__Ports__0", "0", "'0'", "from 1 to 65535")]
    [InlineData("Storage", "nonsense", "Storage", "connection string")]
    [InlineData("Agora__Apps__default__BaseUrl", "nonsense", "nonsense", "http")]
    [InlineData("Agora__Apps__default__AppCertificate", "short", "AppCertificate", "")]
    [InlineData("WatchdogSchedule", "often", "often", "")]
    public async Task A_bad_value_stops_the_start_and_is_named_with_what_is_allowed(
        string setting, string value, string said, string allowed)
    {
        var message = await RefusalAsync(settings => settings[setting] = value);

        Assert.Contains(setting.Split("__")[0], message, StringComparison.Ordinal);
        var last = setting.Replace("__0", "", StringComparison.Ordinal).Split("__")[^1];
        Assert.Contains(last, message, StringComparison.Ordinal);
        Assert.Contains(said, message, StringComparison.Ordinal);
        Assert.Contains(allowed, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Storage")]
    [InlineData("Agora__Apps__default__BaseUrl")]
    [InlineData("Agora__Apps__default__AppCertificate")]
    [InlineData("PoisonSchedule")]
    public async Task A_setting_that_is_missing_stops_the_start_and_is_named(string setting)
    {
        var message = await RefusalAsync(settings => settings.Remove(setting));

        Assert.Contains(setting.Split("__")[^1], message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_cannot_be_used_stops_the_start_and_is_not_said()
    {
        var message = await RefusalAsync(settings => settings["Hooks__Sources__demo__Secrets__1"] = "whsec_not-base64!");

        Assert.Contains("Hooks__Sources__demo__Secrets__1 is not base64", message, StringComparison.Ordinal);
        Assert.DoesNotContain("not-base64!", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_signs_and_has_no_secret_stops_the_start()
    {
        var message = await RefusalAsync(settings => settings["Hooks__Sources__new__Types__0"] = "t");

        Assert.Contains("Hooks__Sources__new__Secrets holds 0 secrets", message, StringComparison.Ordinal);
    }

    private static async Task<string> RefusalAsync(Action<Dictionary<string, string?>> change)
    {
        var settings = HostSettings.For(NoStorage, "http://127.0.0.1:1");
        change(settings);
        // As the platform gives them: the local host leaves out what is empty.
        var seen = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(
            setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value))).Build();
        var options = new LocalHostOptions
        {
            Assemblies = [typeof(AcceptEventFunction).Assembly],
            ConfigureServices = (services, _) => services.AddPushFunctions(seen),
            Settings = settings,
        };
        var refused = await Assert.ThrowsAnyAsync<Exception>(
            () => LocalFunctionsHost.StartAsync(options, CancellationToken.None));
        return refused.ToString();
    }
}
