namespace AgoraChat.Push.Tests;

/// <summary>Mode, quiet hours and muting; the answers are the documents' examples.</summary>
public sealed class NotificationTests
{
    private const string Answer =
        """
        {"path":"/users","uri":"https://XXXX/XXXX/XXXX/users/notification/user/hxtest","timestamp":1647503749918,
        "organization":"XXX","application":"17fe201b-XXXX-XXXX-83df-1ed1ebd7b227","action":"put",
        "data":{"type":"NONE","ignoreDuration":1647590149924,"ignoreInterval":"21:30-08:00"},"duration":20,
        "applicationName":"XXXX"}
        """;

    private static readonly NotificationScope App = new NotificationScope.App();

    public static TheoryData<NotificationScope, string> Scopes => new()
    {
        { App, "user/ada" },
        { new NotificationScope.User("bob"), "user/bob" },
        { new NotificationScope.User("b/ob%"), "user/b%2Fob%25" },
        { new NotificationScope.Group("12345678901234567"), "chatgroup/12345678901234567" },
    };

    public static TheoryData<NotificationUpdate, string> Updates => new()
    {
        { new() { Mode = NotificationMode.All }, """{"type":"ALL"}""" },
        { new() { Mode = NotificationMode.Mentions }, """{"type":"AT"}""" },
        { new() { Mode = NotificationMode.None }, """{"type":"NONE"}""" },
        { new() { QuietHours = new(new(21, 30), new(8, 0)) }, """{"ignoreInterval":"21:30-08:00"}""" },
        { new() { QuietHours = QuietHours.Off }, """{"ignoreInterval":""}""" },
        { new() { MuteFor = TimeSpan.FromDays(1) }, """{"ignoreDuration":86400000}""" },
        { new() { MuteFor = TimeSpan.FromDays(7) }, """{"ignoreDuration":604800000}""" },
        { new() { MuteFor = TimeSpan.FromTicks(1) }, """{"ignoreDuration":1}""" },
        { new() { MuteFor = TimeSpan.Zero }, """{"ignoreDuration":0}""" },
        {
            new()
            {
                Mode = NotificationMode.None,
                QuietHours = new(new(0, 0), new(0, 0)),
                MuteFor = TimeSpan.FromMilliseconds(5),
            },
            """{"type":"NONE","ignoreInterval":"00:00-00:00","ignoreDuration":5}"""
        },
    };

    public static TheoryData<string, NotificationScope, NotificationUpdate> Wrong => new()
    {
        { "changes nothing", App, new() },
        { "mode Default", App, new() { Mode = NotificationMode.Default } },
        { "quiet hours", new NotificationScope.User("bob"), new() { QuietHours = QuietHours.Off } },
        { "quiet hours", new NotificationScope.Group("1"), new() { QuietHours = QuietHours.Parse("1:00-2:00") } },
        { "The peer is the user", new NotificationScope.User("ada"), new() { Mode = NotificationMode.All } },
        { "The key is empty", new NotificationScope.Group(""), new() { Mode = NotificationMode.All } },
        { "The key is \"..\"", new NotificationScope.User(".."), new() { Mode = NotificationMode.All } },
    };

    [Theory]
    [MemberData(nameof(Scopes))]
    public async Task A_scope_is_a_place_in_the_path(NotificationScope scope, string path)
    {
        var handler = StubHandler.Answering(Answer, Answer);
        var settings = Settings(handler);

        await settings.SetNotificationsAsync(
            "ada", scope, new() { Mode = NotificationMode.None }, CancellationToken.None);
        await settings.GetNotificationsAsync("ada", scope, CancellationToken.None);

        Assert.Equal(
            [$$"""PUT users/ada/notification/{{path}} {"type":"NONE"}""", $"GET users/ada/notification/{path}"],
            handler.Asked);
    }

    [Theory]
    [MemberData(nameof(Updates))]
    public async Task Writes_what_is_set(NotificationUpdate update, string body)
    {
        var handler = StubHandler.Answering(Answer);

        await Settings(handler).SetNotificationsAsync("ada", App, update, CancellationToken.None);

        Assert.Equal([$"PUT users/ada/notification/user/ada {body}"], handler.Asked);
    }

    [Fact]
    public async Task A_conversation_can_follow_the_app()
    {
        var handler = StubHandler.Answering(Answer);

        await Settings(handler).SetNotificationsAsync(
            "ada", new NotificationScope.Group("7"), new() { Mode = NotificationMode.Default },
            CancellationToken.None);

        Assert.Equal(["""PUT users/ada/notification/chatgroup/7 {"type":"DEFAULT"}"""], handler.Asked);
    }

    [Fact]
    public async Task Reads_until_when_pushes_are_muted()
    {
        var state = await GetAsync(Answer);

        Assert.Equal(
            new NotificationState
            {
                Mode = NotificationMode.None,
                QuietHours = new(new(21, 30), new(8, 0)),
                MutedUntil = DateTimeOffset.FromUnixTimeMilliseconds(1_647_590_149_924),
            },
            state);
    }

    [Theory]
    [InlineData("""{"data":{}}""")]
    [InlineData("""{"data":{"type":"","ignoreDuration":0,"ignoreInterval":""}}""")]
    [InlineData("""{"data":{"type":null,"ignoreDuration":"0","ignoreInterval":null}}""")]
    [InlineData("""{"data":{"ignoreDuration":""}}""")]
    [InlineData("""{"action":"get"}""")]
    public async Task What_is_not_set_is_null(string answer) =>
        Assert.Equal(new NotificationState(), await GetAsync(answer));

    [Theory]
    [InlineData("DEFAULT", NotificationMode.Default)]
    [InlineData("ALL", NotificationMode.All)]
    [InlineData("AT", NotificationMode.Mentions)]
    [InlineData("NONE", NotificationMode.None)]
    [InlineData("none", NotificationMode.None)]
    public async Task Reads_each_mode(string mode, NotificationMode expected) =>
        Assert.Equal(expected, (await GetAsync($$$"""{"data":{"type":"{{{mode}}}"}}""")).Mode);

    [Theory]
    [InlineData("""{"type":"SOME"}""")]
    [InlineData("""{"type":1}""")]
    [InlineData("""{"ignoreInterval":"late"}""")]
    [InlineData("""{"ignoreInterval":8}""")]
    [InlineData("""{"ignoreDuration":"soon"}""")]
    [InlineData("""{"ignoreDuration":9223372036854775807}""")]
    [InlineData("7")]
    public async Task A_state_that_cannot_be_read_is_unknown(string data)
    {
        var failure = await Assert.ThrowsAsync<AgoraChatException>(() => GetAsync($$"""{"data":{{data}}}"""));

        Assert.Equal(AgoraChatErrorKind.Unknown, failure.Kind);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_the_documents_rule_out_is_refused(
        string what, NotificationScope scope, NotificationUpdate update)
    {
        var handler = StubHandler.Answering();

        var refusal = await Assert.ThrowsAsync<ArgumentException>(
            () => Settings(handler).SetNotificationsAsync("ada", scope, update, CancellationToken.None));

        Assert.Contains(what, refusal.Message, StringComparison.Ordinal);
        Assert.Empty(handler.Calls);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(7 * TimeSpan.TicksPerDay + 1)]
    public void Pushes_are_muted_for_0_to_7_days(long ticks) => Assert.Throws<ArgumentOutOfRangeException>(
        () => new NotificationUpdate { MuteFor = TimeSpan.FromTicks(ticks) });

    [Fact]
    public void A_mode_is_one_of_four() => Assert.Throws<ArgumentOutOfRangeException>(
        () => new NotificationUpdate { Mode = (NotificationMode)4 });

    private static Task<NotificationState> GetAsync(string answer) =>
        Settings(StubHandler.Answering(answer)).GetNotificationsAsync("ada", App, CancellationToken.None);

    private static SettingsClient Settings(StubHandler handler) => Some.Client(handler).Settings;
}
