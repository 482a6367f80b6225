using System.Text.Json;

namespace AgoraChat.Simulator.Tests;

/// <summary>Users of the simulator: what they are called, how pushes show, who is registered.</summary>
public sealed class UserTests : SimulatedAppTest
{
    private const string Unknown = "Service resource not found";

    [Fact]
    public async Task A_display_name_is_answered_as_documented()
    {
        AssertShows(
            "answers/user-display-name.json", await TakeAsync("PUT", "users/user1", """{"nickname":"testuser"}"""));
    }

    [Theory]
    [InlineData("\"1\"")]
    [InlineData("1")]
    public async Task A_display_style_is_a_text_or_a_number_and_answered_as_documented(string style)
    {
        await TakeAsync("PUT", "users/user1/push/binding", Binding("2882303761517426801"));

        var answer = await TakeAsync("PUT", "users/user1", $$"""{"notification_display_style":{{style}}}""");

        AssertShows("answers/user-display-style.fragment.json", Entity(answer));
    }

    [Fact]
    public async Task Everything_that_was_ever_set_is_answered()
    {
        await TakeAsync("PUT", "users/user1", """{"nickname":"testuser"}""");
        await TakeAsync("PUT", "users/user1", """{"notification_display_style":0}""");

        var answer = await TakeAsync("PUT", "users/user1", Fixture.Load("requests/user-no-disturbing.json").Text);

        Assert.EndsWith(
            """
            "activated":true,"notification_no_disturbing":true,"notification_no_disturbing_start":8,
            "notification_no_disturbing_end":18,"notification_display_style":0,"nickname":"testuser"}
            """.ReplaceLineEndings(""),
            Entity(answer).GetRawText(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Do_not_disturb_can_be_closed_again()
    {
        await TakeAsync("PUT", "users/user1", Fixture.Load("requests/user-no-disturbing.json").Text);

        var answer = await TakeAsync("PUT", "users/user1", """{"notification_no_disturbing":false}""");

        Assert.False(Entity(answer).GetProperty("notification_no_disturbing").GetBoolean());
        Assert.Equal(8, Entity(answer).GetProperty("notification_no_disturbing_start").GetInt32());
    }

    [Theory]
    [InlineData("""{"nickname":7}""")]
    [InlineData("""{"notification_display_style":2}""")]
    [InlineData("""{"notification_display_style":"one"}""")]
    [InlineData("""{"notification_no_disturbing":"true"}""")]
    [InlineData("""{"notification_no_disturbing_start":"25"}""")]
    [InlineData("""{"notification_no_disturbing_end":-1}""")]
    [InlineData("[]")]
    public async Task A_bad_setting_is_refused_and_changes_nothing(string body)
    {
        var before = Entity(await TakeAsync("PUT", "users/user1", """{"nickname":"testuser"}""")).GetRawText();

        var (status, answer) = await CallAsync("PUT", "users/user1", body);

        Assert.Equal((400, "illegal_argument"), (status, Text(answer, "error")));
        Assert.Equal(before, Entity(await TakeAsync("GET", "users/user1")).GetRawText());
    }

    [Theory]
    [InlineData(100, 200)]
    [InlineData(101, 400)]
    public async Task A_display_name_has_at_most_100_characters(int length, int status)
    {
        var answer = await CallAsync("PUT", "users/user1", $$"""{"nickname":"{{new string('n', length)}}"}""");

        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task A_user_is_shown_as_documented()
    {
        await TakeAsync("PUT", "users/user1", """{"nickname":"testuser"}""");

        AssertShows("answers/user-get.json", await TakeAsync("GET", "users/user1"));
    }

    [Fact]
    public async Task A_change_moves_only_the_time_of_the_change()
    {
        await TakeAsync("PUT", "users/user1", """{"nickname":"testuser"}""");
        var before = Entity(await TakeAsync("GET", "users/user1"));
        Time.Advance(TimeSpan.FromSeconds(1));

        var after = Entity(await TakeAsync("PUT", "users/user1", """{"nickname":"other"}"""));

        Assert.Equal(Long(before, "created"), Long(after, "created"));
        Assert.Equal(Long(before, "modified") + 1_000, Long(after, "modified"));
        Assert.Equal(Text(before, "uuid"), Text(after, "uuid"));
    }

    [Fact]
    public async Task A_bound_device_is_shown_with_the_user()
    {
        await TakeAsync("PUT", "users/user1/push/binding", Binding("104410638"));

        var user = Entity(await TakeAsync("GET", "users/user1"));

        Assert.Equal("104410638", Text(user, "notifier_name"));
        Assert.Equal(
            """[{"device_Id":"d1","device_token":"t1","notifier_name":"104410638"}]""",
            user.GetProperty("pushInfo").GetRawText());
    }

    [Fact]
    public async Task Where_only_registered_users_exist_all_others_are_unknown()
    {
        Switches = Switches with { OnlyRegisteredUsers = true };
        await TakeAsync("POST", "users", Fixture.Load("requests/user-register.json").Text);

        await TakeAsync("GET", "users/u");
        await TakeAsync("PUT", "users/u", """{"nickname":"n"}""");
        await AssertRefusedAsync(404, "service_resource_not_found", Unknown, "GET", "users/ada");
        await AssertRefusedAsync(404, "service_resource_not_found", Unknown, "PUT", "users/ada", "{}");
    }

    [Fact]
    public async Task By_a_switch_settings_of_the_unknown_are_refused_in_their_own_words()
    {
        Switches = Switches with { OnlyRegisteredUsers = true, UnknownUserIs400InSettings = true };

        await AssertRefusedAsync(
            400,
            "required_property_not_found",
            "Entity user requires a property named username",
            "PUT",
            "users/ada",
            "{}");
        await AssertRefusedAsync(404, "service_resource_not_found", Unknown, "GET", "users/ada");
    }

    private static JsonElement Entity(JsonElement answer) => answer.GetProperty("entities")[0];

    private static long Long(JsonElement user, string name) => user.GetProperty(name).GetInt64();

    private static string Binding(string notifier) =>
        $$"""{"device_id":"d1","device_token":"t1","notifier_name":"{{notifier}}"}""";
}
