
namespace AgoraChat.Simulator.Tests;

/// <summary>The simulator without the advanced push features, and the limits of its endpoints.</summary>
public sealed class AdvancedPushTests : SimulatedAppTest
{
    private const string Notifications = "users/ada/notification/user/ada";
    private const string Template = "notification/template/test7";

    [Theory]
    [InlineData("PUT", Notifications, "{}")]
    [InlineData("GET", Notifications, null)]
    [InlineData("POST", "notification/template", "{}")]
    [InlineData("GET", Template, null)]
    [InlineData("DELETE", Template, null)]
    [InlineData("PUT", Template, "{}")]
    [InlineData("PUT", "users/ada/notification/template", "{}")]
    [InlineData("GET", "users/ada/notification/template", null)]
    public async Task Where_they_are_not_activated_their_endpoints_are_closed(string method, string path, string? body)
    {
        Switches = Switches with { AdvancedPushOpen = false };

        await AssertRefusedAsync(403, "service_not_open", "push service not open", method, path, body);
    }

    [Fact]
    public async Task Names_languages_and_devices_need_them_not()
    {
        Switches = Switches with { AdvancedPushOpen = false };

        await TakeAsync("PUT", "users/ada", """{"nickname":"n"}""");
        await TakeAsync("PUT", "users/ada/notification/language", """{"translationLanguage":"EU"}""");
        await TakeAsync("GET", "users/ada/push/binding");
    }

    [Fact]
    public async Task Who_closes_them_deletes_all_that_was_set()
    {
        await TakeAsync("PUT", "users/ada", """{"nickname":"n"}""");
        await TakeAsync("PUT", Notifications, """{"type":"NONE"}""");
        await TakeAsync("POST", "notification/template", Fixture.Load("requests/template-create.json").Text);

        Switches = Switches with { AdvancedPushOpen = false };
        Switches = Switches with { AdvancedPushOpen = true };

        Assert.Equal("{}", (await TakeAsync("GET", Notifications)).GetProperty("data").GetRawText());
        Assert.Equal(400, (await CallAsync("GET", Template)).Status);
        Assert.Equal("n", Text((await TakeAsync("GET", "users/ada")).GetProperty("entities")[0], "nickname"));
    }

    [Theory]
    [InlineData(LimitPreset.Agora, "PUT users/{user}", 100)]
    [InlineData(LimitPreset.Agora, "GET users/{user}", 100)]
    [InlineData(LimitPreset.Agora, "POST users", 100)]
    [InlineData(LimitPreset.Agora, "PUT users/{user}/notification/{chattype}/{key}", 100)]
    [InlineData(LimitPreset.Agora, "GET users/{user}/notification/language", 100)]
    [InlineData(LimitPreset.Agora, "notification/template", 100)]
    [InlineData(LimitPreset.Agora, "users/{user}/status", 100)]
    [InlineData(LimitPreset.Agora, "users/batch/status", 50)]
    [InlineData(LimitPreset.Agora, "PUT users/{user}/push/binding", 100)]
    [InlineData(LimitPreset.Easemob, "notification/template", 10)]
    [InlineData(LimitPreset.Easemob, "DELETE notification/template/{name}", 10)]
    [InlineData(LimitPreset.Easemob, "PUT users/{user}", null)]
    [InlineData(LimitPreset.Easemob, "users", 100)]
    [InlineData(LimitPreset.Easemob, "push/nickname", 100)]
    [InlineData(LimitPreset.Easemob, "token", 300)]
    public void The_documented_limits_hold(LimitPreset preset, string name, int? callsPerSecond)
    {
        Simulator.Limits.Set(preset);

        Assert.Equal(callsPerSecond, Simulator.Limits.All.GetValueOrDefault(name)?.CallsPerSecond);
    }

    [Fact]
    public async Task Names_and_devices_share_a_limit_with_easemob()
    {
        Simulator.Limits.Set("users", new CallLimit { CallsPerSecond = 2 });

        Assert.Equal(200, (await CallAsync("PUT", "users/ada", "{}")).Status);
        Assert.Equal(200, (await CallAsync("GET", "users/ada/push/binding")).Status);
        Assert.Equal(429, (await CallAsync("GET", "users/bob")).Status);
        Assert.Equal(200, (await CallAsync("GET", "users/bob/status")).Status);
    }
}
