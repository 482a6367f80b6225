using System.Net;

namespace AgoraChat.Push.Tests;

/// <summary>One call, byte by byte and second by second, over a handler that the test plays.</summary>
public sealed class CallTests
{
    private const string Taken = """{"data":[{"id":"ada","pushStatus":"ASYNC_SUCCESS"}]}""";

    [Fact]
    public async Task Writes_what_the_documents_ask_for()
    {
        var handler = new StubHandler(HttpStatusCode.OK, Taken);
        var client = Some.Client(handler, options => options.Token = "secret");

        await client.SendAsync(Some.Message, ["ada", "bob"], PushStrategy.AgoraOnlineOnly, CancellationToken.None);

        var (request, body) = Assert.Single(handler.Calls);
        Assert.Equal("http://127.0.0.1:1/agora-demo/testapp/push/single", request.RequestUri!.AbsoluteUri);
        Assert.Equal("Bearer secret", $"{request.Headers.Authorization}");
        Assert.Equal("application/json", $"{request.Headers.Accept}");
        Assert.Equal("application/json", $"{request.Content!.Headers.ContentType}");
        Assert.Equal(
            """{"targets":["ada","bob"],"strategy":4,"""
            + """
            "pushMessage":{"title":"Order 17","content":"It is on its way."}}
            """,
            body);
    }

    [Fact]
    public async Task Tells_when_the_call_left()
    {
        var time = new ManualTime();
        var departure = new CallDeparture();
        var handler = new StubHandler(HttpStatusCode.OK, Taken);

        await Some.Client(handler, time: time).SendAsync(
            Some.Message, ["ada"], PushStrategy.AgoraOnlineOnly, departure, CancellationToken.None);

        Assert.Equal(time.GetUtcNow(), departure.LeftAt);
    }

    [Fact]
    public async Task Calls_that_set_something_tell_it_too()
    {
        var time = new ManualTime();
        var options = new AgoraChatOptions
        {
            BaseUrl = "https://example.invalid", OrgName = "org", AppName = "app", Token = "token", EasemobEndpoints = true,
        };
        Func<AgoraChatPushClient, CallDeparture, Task>[] calls =
        [
            (client, departure) => client.Settings.UpdateUserAsync(
                "ada", new() { DisplayName = "Ada" }, departure, CancellationToken.None),
            (client, departure) => client.Settings.SetNotificationsAsync(
                "ada", new NotificationScope.App(), new() { Mode = NotificationMode.All }, departure, CancellationToken.None),
            (client, departure) => client.Settings.SetLanguageAsync("ada", "de", departure, CancellationToken.None),
            (client, departure) => client.Easemob.SetDisplayNamesAsync(
                new Dictionary<string, string> { ["ada"] = "Ada" }, departure, CancellationToken.None),
        ];
        const string Answer =
            """{"data":{"language":"de"},"entities":[{"username":"ada","push_nickname":"Ada"}]}""";

        foreach (var call in calls)
        {
            var departure = new CallDeparture();
            await call(new(StubHandler.Answering(Answer), options, time), departure);
            Assert.Equal(time.GetUtcNow(), departure.LeftAt);
        }
    }

    [Fact]
    public async Task A_call_that_never_left_has_no_departure()
    {
        var departure = new CallDeparture();
        var handler = new BrokenHandler(HttpRequestError.NameResolutionError);

        await Assert.ThrowsAsync<AgoraChatException>(() => Some.Client(handler).SendAsync(
            Some.Message, ["ada"], PushStrategy.AgoraOnlineOnly, departure, CancellationToken.None));

        Assert.Null(departure.LeftAt);
    }

    [Fact]
    public async Task The_deadline_is_for_the_whole_call_and_leaves_it_unknown()
    {
        var time = new ManualTime();
        var called = new TaskCompletionSource();
        var handler = new StubHandler(async cancellationToken =>
        {
            called.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
            return new HttpResponseMessage();
        });
        var sending = Some.Client(handler, time: time).SendAsync("ada");
        await called.Task;

        time.Advance(TimeSpan.FromSeconds(14.9));
        Assert.False(sending.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.1));
        var failure = await Assert.ThrowsAsync<AgoraChatException>(() => sending);

        Assert.Equal(AgoraChatErrorKind.Unknown, failure.Kind);
        Assert.True(failure.MayHaveBeenSent);
        Assert.Equal(
            "push/single got no answer within 15 s (CallTimeout). It may have been sent; to repeat it may send twice.",
            failure.Message);
        Assert.Single(handler.Calls);
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError, 2, false)]
    [InlineData(HttpRequestError.NameResolutionError, 2, false)]
    [InlineData(HttpRequestError.SecureConnectionError, 2, false)]
    [InlineData(HttpRequestError.ResponseEnded, 1, true)]
    [InlineData(HttpRequestError.Unknown, 1, true)]
    public async Task Only_a_connection_that_never_was_is_tried_again(HttpRequestError error, int tries, bool maybeSent)
    {
        var handler = new BrokenHandler(error);

        var failure = await Assert.ThrowsAsync<AgoraChatException>(() => Some.Client(handler).SendAsync("ada"));

        Assert.Equal(tries, handler.Tries);
        Assert.Equal(maybeSent, failure.MayHaveBeenSent);
        Assert.Equal(maybeSent ? AgoraChatErrorKind.Unknown : AgoraChatErrorKind.Unavailable, failure.Kind);
    }

    [Fact]
    public async Task A_connection_error_after_the_body_was_written_may_have_been_sent()
    {
        var handler = StubHandler.Throwing(new HttpRequestException(HttpRequestError.ConnectionError, "late"));

        var failure = await Assert.ThrowsAsync<AgoraChatException>(() => Some.Client(handler).SendAsync("ada"));

        Assert.True(failure.MayHaveBeenSent);
        Assert.Single(handler.Calls);
    }

    [Theory]
    [InlineData(0.05, 2)]
    [InlineData(0.1, 1)]
    public async Task A_connection_that_failed_slowly_is_not_tried_again(double seconds, int tries)
    {
        var time = new ManualTime();
        var handler = new BrokenHandler(
            HttpRequestError.ConnectionError, () => time.Advance(TimeSpan.FromSeconds(seconds)));
        var client = Some.Client(handler, options => options.ReconnectWithin = TimeSpan.FromSeconds(0.1), time);

        await Assert.ThrowsAsync<AgoraChatException>(() => client.SendAsync("ada"));

        Assert.Equal(tries, handler.Tries);
    }

    [Fact]
    public async Task A_connect_timeout_is_surely_not_sent()
    {
        var handler = new BrokenHandler(new TaskCanceledException("connect timed out", new TimeoutException()));

        var failure = await Assert.ThrowsAsync<AgoraChatException>(() => Some.Client(handler).SendAsync("ada"));

        Assert.False(failure.MayHaveBeenSent);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>busy</html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"data":"ok"}""")]
    public async Task A_success_that_cannot_be_read_is_unknown(string body)
    {
        var client = Some.Client(new StubHandler(HttpStatusCode.OK, body));

        var failure = await Assert.ThrowsAsync<AgoraChatException>(() => client.SendAsync("ada"));

        Assert.Equal(AgoraChatErrorKind.Unknown, failure.Kind);
        Assert.True(failure.MayHaveBeenSent);
    }

    [Theory]
    [InlineData("""{"data":[{"pushStatus":"SUCCESS"}]}""", PushStatus.Success)]
    [InlineData("""{"data":{"pushStatus":"FAIL","desc":"x"}}""", PushStatus.Fail)]
    [InlineData("""{"data":[{"pushStatus":"FAIL"},{"pushStatus":"SUCCESS"},{}]}""", PushStatus.Success)]
    [InlineData("""{"data":[{"id":"bob","pushStatus":"SUCCESS"}]}""", PushStatus.Missing)]
    [InlineData("""{"data":[{"id":"ada"}]}""", PushStatus.Error)]
    [InlineData("""{"data":[null, 7]}""", PushStatus.Missing)]
    public async Task Reads_the_odd_forms_of_an_answer(string body, PushStatus status)
    {
        var result = Assert.Single(await Some.Client(new StubHandler(HttpStatusCode.OK, body)).SendAsync("ada"));

        Assert.Equal(("ada", status), (result.User, result.Status));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public async Task A_call_names_1_to_100_users(int users)
    {
        var handler = new StubHandler(HttpStatusCode.OK, Taken);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => Some.Client(handler).SendAsync([.. Some.Users(users)]));

        Assert.Empty(handler.Calls);
    }

    /// <summary>Fails before it looks at the body, as a handler without a connection does.</summary>
    private sealed class BrokenHandler(Exception failure, Action? meanwhile = null) : HttpMessageHandler
    {
        public BrokenHandler(HttpRequestError error, Action? meanwhile = null)
            : this(new HttpRequestException(error, "broken"), meanwhile)
        {
        }

        public int Tries { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Tries++;
            meanwhile?.Invoke();
            return Task.FromException<HttpResponseMessage>(failure);
        }
    }
}
