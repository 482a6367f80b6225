using System.Net;

namespace AgoraChat.Push.Tests;

/// <summary>Display name, display style and the older hours; the answers are the documents' examples.</summary>
public sealed class UpdateUserTests
{
    private const string Named =
        """
        {"action":"put","application":"8be024f0-XXXX-XXXX-b697-5d598d5f8402","path":"/users",
        "uri":"https://XXXX/XXXX/XXXX/users","entities":[{"uuid":"4759aa70-XXXX-XXXX-925f-6fa0510823ba","type":"user",
        "created":1542595573399,"modified":1542596083687,"username":"user1","activated":true,"nickname":"testuser"}],
        "timestamp":1542596083685,"duration":6,"organization":"agora-demo","applicationName":"testapp"}
        """;

    private const string Styled =
        """
        {"action":"put","path":"/users","entities":[{"uuid":"3b8c9890-XXXX-XXXX-9f9d-f50bf55cafad","type":"user",
        "created":1530276298905,"modified":1534407146060,"username":"user1","activated":true,
        "notification_no_disturbing":false,"notification_no_disturbing_start":1,"notification_no_disturbing_end":3,
        "notification_display_style":1,"nickname":"testuser","notifier_name":"2882303761517426801"}],"duration":3}
        """;

    public static TheoryData<UserUpdate, string> Updates => new()
    {
        { new() { DisplayName = "testuser" }, """{"nickname":"testuser"}""" },
        { new() { DisplayName = "" }, """{"nickname":""}""" },
        { new() { DisplayStyle = DisplayStyle.Notice }, """{"notification_display_style":"0"}""" },
        { new() { DisplayStyle = DisplayStyle.Message }, """{"notification_display_style":"1"}""" },
        { new() { NoDisturbing = NoDisturbing.Off }, """{"notification_no_disturbing":false}""" },
        {
            new() { NoDisturbing = NoDisturbing.Between(8, 18) },
            """
            {"notification_no_disturbing":true,"notification_no_disturbing_start":"8",
            "notification_no_disturbing_end":"18"}
            """
        },
        {
            new() { DisplayName = "阿达 <1>", DisplayStyle = DisplayStyle.Message, NoDisturbing = NoDisturbing.Off },
            """{"nickname":"阿达 <1>","notification_display_style":"1","notification_no_disturbing":false}"""
        },
    };

    [Theory]
    [MemberData(nameof(Updates))]
    public async Task Writes_what_is_set_in_one_call(UserUpdate update, string body)
    {
        var handler = StubHandler.Answering(Named);

        await Settings(handler).UpdateUserAsync("user1", update, CancellationToken.None);

        Assert.Equal([$"PUT users/user1 {body.ReplaceLineEndings("")}"], handler.Asked);
    }

    [Fact]
    public async Task Reads_the_user_who_was_named()
    {
        var user = await UpdateAsync(Named);

        Assert.Equal(("user1", "testuser", true), (user.Username, user.DisplayName, user.Activated));
        Assert.Equal("4759aa70-XXXX-XXXX-925f-6fa0510823ba", user.Uuid);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1_542_595_573_399), user.Created);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1_542_596_083_687), user.Modified);
        Assert.Null(user.DisplayStyle);
        Assert.Null(user.NoDisturbing);
        Assert.Equal(["type"], user.Extra.Keys);
    }

    [Fact]
    public async Task Reads_style_hours_and_certificate()
    {
        var user = await UpdateAsync(Styled);

        Assert.Equal((DisplayStyle.Message, "2882303761517426801"), (user.DisplayStyle, user.NotifierName));
        Assert.Equal((false, 1, 3), (user.NoDisturbing!.IsOn, user.NoDisturbing.StartHour, user.NoDisturbing.EndHour));
    }

    [Theory]
    [InlineData("\"1\"", DisplayStyle.Message)]
    [InlineData("0", DisplayStyle.Notice)]
    [InlineData("\"\"", null)]
    [InlineData("null", null)]
    public async Task Reads_a_style_as_number_or_text(string style, DisplayStyle? expected)
    {
        var user = await UpdateAsync(
            $$"""{"entities":[{"username":"ada","notification_display_style":{{style}}}]}""");

        Assert.Equal(expected, user.DisplayStyle);
    }

    [Fact]
    public async Task Reads_hours_as_texts()
    {
        var user = await UpdateAsync(
            """
            {"entities":[{"username":"ada","notification_no_disturbing":true,"notification_no_disturbing_start":"8",
            "notification_no_disturbing_end":"18"}]}
            """);

        Assert.Equal(NoDisturbing.Between(8, 18), user.NoDisturbing);
        Assert.Empty(user.Extra);
    }

    [Theory]
    [InlineData("""{"entities":[]}""")]
    [InlineData("""{"entities":[null]}""")]
    [InlineData("""{"entities":{"username":"ada"}}""")]
    [InlineData("""{"entities":[{"nickname":"Ada"}]}""")]
    [InlineData("""{"entities":[{"username":"ada","notification_display_style":"x"}]}""")]
    [InlineData("""{"data":{"username":"ada"}}""")]
    public async Task An_answer_without_the_user_is_unknown(string answer)
    {
        var failure = await Assert.ThrowsAsync<AgoraChatException>(() => UpdateAsync(answer));

        Assert.Equal((AgoraChatErrorKind.Unknown, true), (failure.Kind, failure.MayHaveBeenSent));
    }

    [Theory]
    [InlineData(400, "RequiredPropertyNotFoundException", "Entity user requires a property named username")]
    [InlineData(404, "service_resource_not_found", "Service resource not found")]
    public async Task A_user_who_does_not_exist_is_not_found(int status, string error, string description)
    {
        var handler = new StubHandler(
            (HttpStatusCode)status, $$"""{"error":"{{error}}","error_description":"{{description}}"}""");

        var failure = await Assert.ThrowsAsync<AgoraChatException>(
            () => Settings(handler).UpdateUserAsync(
                "ada", new() { DisplayName = "Ada" }, CancellationToken.None));

        Assert.Equal(AgoraChatErrorKind.NotFound, failure.Kind);
        Assert.DoesNotContain("ada", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_update_of_nothing_is_refused()
    {
        var handler = StubHandler.Answering();

        await Assert.ThrowsAsync<ArgumentException>(
            () => Settings(handler).UpdateUserAsync("ada", new(), CancellationToken.None));

        Assert.Empty(handler.Calls);
    }

    [Fact]
    public void A_display_name_has_at_most_100_characters()
    {
        Assert.Equal(100, new UserUpdate { DisplayName = new string('n', 100) }.DisplayName!.Length);
        Assert.Throws<ArgumentException>(() => new UserUpdate { DisplayName = new string('n', 101) });
    }

    [Fact]
    public void A_style_is_one_of_two() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new UserUpdate { DisplayStyle = (DisplayStyle)2 });

    [Theory]
    [InlineData(-1, 3)]
    [InlineData(3, 24)]
    public void An_hour_is_0_to_23(int start, int end) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => NoDisturbing.Between(start, end));

    private static Task<UserProfile> UpdateAsync(string answer) => Settings(StubHandler.Answering(answer))
        .UpdateUserAsync("user1", new() { DisplayName = "x" }, CancellationToken.None);

    private static SettingsClient Settings(StubHandler handler) => Some.Client(handler).Settings;
}
