using System.Text.Json;

namespace AgoraChat.Simulator.Tests;

/// <summary>Modes and do-not-disturb of the simulator's users.</summary>
public sealed class NotificationTests : SimulatedAppTest
{
    private const string OfTheApp = "users/hxtest/notification/user/hxtest";
    private const string OfAFriend = "users/hxtest/notification/user/ada";
    private const string OfAGroup = "users/hxtest/notification/chatgroup/17";
    private const string Day = """{"type":"NONE","ignoreInterval":"21:30-08:00","ignoreDuration":86400000}""";

    [Fact]
    public async Task A_mode_is_set_as_documented()
    {
        // The moment of the example: a day before the end that it shows.
        Time.SetBack(Time.Now - DateTimeOffset.FromUnixTimeMilliseconds(1_647_503_749_924));

        AssertShows("answers/user-notifications.json", await TakeAsync("PUT", OfTheApp, Day));
    }

    [Theory]
    [InlineData(OfTheApp, "users/notification/user/hxtest")]
    [InlineData(OfAFriend, "users/notification/user/ada")]
    [InlineData(OfAGroup, "users/notification/chatgroup/17")]
    public async Task Each_scope_keeps_its_own(string path, string shown)
    {
        await TakeAsync("PUT", path, """{"type":"AT"}""");

        var answer = await TakeAsync("GET", path);

        Assert.Equal("""{"type":"AT"}""", Data(answer));
        Assert.Equal("get", Text(answer, "action"));
        Assert.EndsWith($"/agora-demo/testapp/{shown}", Text(answer, "uri"), StringComparison.Ordinal);
        foreach (var other in new[] { OfTheApp, OfAFriend, OfAGroup }.Where(other => other != path))
            Assert.Equal("{}", Data(await TakeAsync("GET", other)));
    }

    [Fact]
    public async Task What_is_left_out_stays_as_it_is()
    {
        await TakeAsync("PUT", OfTheApp, Day);

        var answer = await TakeAsync("PUT", OfTheApp, """{"type":"ALL"}""");

        var end = Time.Now.AddDays(1).ToUnixTimeMilliseconds();
        Assert.Equal($$"""{"type":"ALL","ignoreDuration":{{end}},"ignoreInterval":"21:30-08:00"}""", Data(answer));
    }

    [Fact]
    public async Task An_empty_interval_and_no_duration_end_the_quiet()
    {
        await TakeAsync("PUT", OfTheApp, Day);

        var answer = await TakeAsync("PUT", OfTheApp, """{"ignoreInterval":"","ignoreDuration":0}""");

        Assert.Equal("""{"type":"NONE"}""", Data(answer));
    }

    [Fact]
    public async Task A_duration_is_over_when_its_time_has_come()
    {
        await TakeAsync("PUT", OfAGroup, """{"ignoreDuration":1000}""");
        var end = Time.Now.AddSeconds(1).ToUnixTimeMilliseconds();

        Time.Advance(TimeSpan.FromMilliseconds(999));
        var before = await TakeAsync("GET", OfAGroup);
        Time.Advance(TimeSpan.FromMilliseconds(1));
        var after = await TakeAsync("GET", OfAGroup);

        Assert.Equal(($$"""{"ignoreDuration":{{end}}}""", "{}"), (Data(before), Data(after)));
    }

    [Theory]
    [InlineData(OfAFriend, """{"type":"DEFAULT"}""")]
    [InlineData(OfAGroup, """{"type":"DEFAULT"}""")]
    [InlineData(OfAGroup, """{"ignoreInterval":""}""")]
    [InlineData(OfAGroup, """{"ignoreDuration":604800000}""")]
    [InlineData(OfTheApp, """{"ignoreInterval":"00:00-00:00"}""")]
    [InlineData(OfTheApp, """{"ignoreInterval":"23:59-00:00"}""")]
    [InlineData(OfTheApp, "{}")]
    public async Task What_makes_sense_is_taken(string path, string body)
    {
        Assert.Equal(200, (await CallAsync("PUT", path, body)).Status);
    }

    [Theory]
    [InlineData(OfTheApp, """{"type":"DEFAULT"}""", "type")]
    [InlineData(OfTheApp, """{"type":"all"}""", "type")]
    [InlineData(OfTheApp, """{"type":null}""", "type")]
    [InlineData(OfAFriend, """{"ignoreInterval":"08:00-10:00"}""", "ignoreInterval")]
    [InlineData("users/hxtest/notification/chatgroup/hxtest", """{"ignoreInterval":"08:00-10:00"}""", "ignoreInterval")]
    [InlineData(OfTheApp, """{"ignoreInterval":"8:00-10:00"}""", "ignoreInterval")]
    [InlineData(OfTheApp, """{"ignoreInterval":"08:00-24:00"}""", "ignoreInterval")]
    [InlineData(OfTheApp, """{"ignoreInterval":"08:60-10:00"}""", "ignoreInterval")]
    [InlineData(OfTheApp, """{"ignoreInterval":7}""", "ignoreInterval")]
    [InlineData(OfTheApp, """{"ignoreDuration":-1}""", "ignoreDuration")]
    [InlineData(OfTheApp, """{"ignoreDuration":604800001}""", "ignoreDuration")]
    [InlineData(OfTheApp, """{"ignoreDuration":1.5}""", "ignoreDuration")]
    [InlineData(OfTheApp, """{"ignoreDuration":"1"}""", "ignoreDuration")]
    [InlineData(OfTheApp, "[]", "body")]
    [InlineData("users/hxtest/notification/chatroom/17", "{}", "chattype")]
    public async Task What_makes_no_sense_is_named_and_changes_nothing(string path, string body, string wrong)
    {
        await AssertRefusedAsync(400, "illegal_argument", $"parameters is invalid : {wrong}", "PUT", path, body);

        Assert.Equal("{}", Data(await TakeAsync("GET", OfTheApp)));
    }

    [Fact]
    public async Task Another_kind_of_chat_cannot_be_asked_about()
    {
        await AssertRefusedAsync(
            400,
            "illegal_argument",
            "parameters is invalid : chattype",
            "GET",
            "users/hxtest/notification/chatroom/17");
    }

    [Fact]
    public async Task By_a_switch_the_class_name_stands_in_the_error()
    {
        Switches = Switches with { ClassNameInError = true };

        await AssertRefusedAsync(
            400, "IllegalArgumentException", "parameters is invalid : type", "PUT", OfTheApp, """{"type":"X"}""");
    }

    [Fact]
    public async Task Nothing_is_set_for_who_does_not_exist()
    {
        Switches = Switches with { OnlyRegisteredUsers = true };

        Assert.Equal(404, (await CallAsync("PUT", OfTheApp, Day)).Status);
        Assert.Equal(404, (await CallAsync("GET", OfTheApp)).Status);
    }

    [Fact]
    public async Task A_language_is_set_as_documented()
    {
        var answer = await TakeAsync("PUT", "users/hxtest/notification/language", """{"translationLanguage":"EU"}""");

        AssertShows("answers/user-language.fragment.json", answer);
        AssertShows(
            "answers/user-language.fragment.json", await TakeAsync("GET", "users/hxtest/notification/language"));
        Assert.EndsWith("/users/notification/language", Text(answer, "uri"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_language_ends_the_translation()
    {
        await TakeAsync("PUT", "users/hxtest/notification/language", """{"translationLanguage":"EU"}""");

        var answer = await TakeAsync("PUT", "users/hxtest/notification/language", """{"translationLanguage":""}""");

        Assert.Equal("""{"language":""}""", Data(answer));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"translationLanguage":7}""")]
    public async Task A_bad_language_is_refused(string body)
    {
        await AssertRefusedAsync(
            400,
            "illegal_argument",
            "parameters is invalid : translationLanguage",
            "PUT",
            "users/hxtest/notification/language",
            body);
    }

    private static string Data(JsonElement answer) => answer.GetProperty("data").GetRawText();
}
