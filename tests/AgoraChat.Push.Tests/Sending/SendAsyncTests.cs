using System.Net;
using System.Text.Json;
using AgoraChat.Simulator;

namespace AgoraChat.Push.Tests;

/// <summary>The client against the simulator, over real HTTP.</summary>
public sealed class SendAsyncTests : IAsyncLifetime
{
    private SimulatorServer _simulator = null!;

    public async Task InitializeAsync() => _simulator = await SimulatorServer.StartAsync();

    public async Task DisposeAsync() => await _simulator.DisposeAsync();

    [Theory]
    [InlineData("agora-demo", "testapp", "/agora-demo/testapp/push/single")]
    [InlineData(null, null, "/app-id/970CA35de60c44645bbae8a215061b33/push/single")]
    public async Task Reaches_the_app_by_either_address(string? org, string? app, string path)
    {
        var client = Some.Client(_simulator, options => (options.OrgName, options.AppName) = (org, app));

        var result = Assert.Single(await client.SendAsync("ada"));

        Assert.Equal(PushStatus.AsyncSuccess, result.Status);
        Assert.Equal("async success.", result.Description);
        Assert.Equal(path, Assert.Single(_simulator.Calls()).Path);
    }

    [Fact]
    public async Task A_hundred_users_are_answered_for_in_the_order_given()
    {
        var users = Some.Users(100).Reverse().ToArray();

        var results = await Some.Client(_simulator).SendAsync(users);

        Assert.Equal(users, results.Select(result => result.User));
        Assert.All(users, user => Assert.Equal(1, _simulator.PushesTo(user).Count));
    }

    [Fact]
    public async Task The_message_arrives_as_it_was_written()
    {
        var message = Some.Message with
        {
            Title = "订单 <17>",
            Ext = JsonElement.Parse("""{"order":968120369184112182}"""),
            Extra = new Dictionary<string, JsonElement> { ["vivo"] = JsonElement.Parse("""{"notifyType":4}""") },
        };

        await Some.Client(_simulator).SendAsync(message, ["ada"], PushStrategy.AgoraOnly, CancellationToken.None);

        var sent = Assert.Single(_simulator.PushesTo("ada").Pushes);
        Assert.Equal(
            """{"title":"订单 <17>","content":"It is on its way.","ext":{"order":968120369184112182},"""
            + """
            "vivo":{"notifyType":4}}
            """,
            sent.Message.GetRawText());
    }

    [Theory]
    [InlineData("FAIL", "no push binding", PushStatus.Fail, "no push binding")]
    [InlineData("ERROR", null, PushStatus.Error, null)]
    [InlineData("SUCCESS", "success", PushStatus.Success, "success")]
    [InlineData("QUEUED", "later", PushStatus.Error, "unknown pushStatus \"QUEUED\" later")]
    [InlineData("MISSING", null, PushStatus.Missing, "the answer does not speak of this user")]
    public async Task Each_user_gets_the_status_that_is_said_about_them(
        string said, string? desc, PushStatus status, string? description)
    {
        _simulator.Faults.Add(new() { Endpoint = "push/single", PushStatus = said, Desc = desc, Users = ["bob"] });

        var results = await Some.Client(_simulator).SendAsync("ada", "bob", "cleo");

        Assert.Equal(
            [PushStatus.AsyncSuccess, status, PushStatus.AsyncSuccess], results.Select(result => result.Status));
        Assert.Equal(description, results[1].Description);
        Assert.Equal(status == PushStatus.Missing, results[1].Elements.Count == 0);
    }

    [Fact]
    public async Task A_refused_token_is_renewed_once()
    {
        _simulator.Faults.Add(new() { Endpoint = "push/single", Status = 401, Count = 1 });

        await Some.Client(_simulator).SendAsync("ada");

        var calls = _simulator.Calls();
        Assert.Equal([401, 200], calls.Select(call => call.Status));
        Assert.NotEqual(calls[0].Token, calls[1].Token);
    }

    [Fact]
    public async Task A_token_that_stays_refused_is_not_tried_a_third_time()
    {
        var client = Some.Client(_simulator, options => options.AppCertificate = new string('0', 32));

        var failure = await Assert.ThrowsAsync<AgoraChatException>(() => client.SendAsync("ada"));

        Assert.Equal(AgoraChatErrorKind.Unauthorized, failure.Kind);
        Assert.Equal("auth_bad_access_token", failure.Error);
        Assert.Equal(2, _simulator.Stats.Calls["push/single"].Unauthorized);
    }

    [Fact]
    public async Task Who_counts_attempts_gets_the_401_and_a_new_token_for_the_next_call()
    {
        _simulator.Faults.Add(new() { Endpoint = "push/single", Status = 401, Count = 1 });
        var client = Some.Client(_simulator, options => options.RepeatAfterUnauthorized = false);

        var failure = await Assert.ThrowsAsync<AgoraChatException>(() => client.SendAsync("ada"));
        Assert.Equal(1, _simulator.Stats.Calls["push/single"].Total);
        await client.SendAsync("ada");

        Assert.Equal(AgoraChatErrorKind.Unauthorized, failure.Kind);
        Assert.False(failure.MayHaveBeenSent);
        Assert.Equal(2, _simulator.Calls().Select(call => call.Token).Distinct().Count());
    }

    [Fact]
    public async Task A_fixed_token_is_sent_once()
    {
        var client = Some.Client(_simulator, options => options.Token = "fixed");

        var failure = await Assert.ThrowsAsync<AgoraChatException>(() => client.SendAsync("ada"));

        Assert.Equal(AgoraChatErrorKind.Unauthorized, failure.Kind);
        Assert.Equal("fixed", Assert.Single(_simulator.Calls()).Token);
    }

    [Fact]
    public async Task An_answer_that_was_lost_may_have_been_sent()
    {
        _simulator.Faults.Add(new() { Endpoint = "push/single", LostAnswer = true });

        var failure = await Assert.ThrowsAsync<AgoraChatException>(() => Some.Client(_simulator).SendAsync("ada"));

        Assert.Equal(AgoraChatErrorKind.Unknown, failure.Kind);
        Assert.True(failure.MayHaveBeenSent);
        Assert.Equal(1, _simulator.PushesTo("ada").Count);
        Assert.Equal(1, _simulator.Stats.Calls["push/single"].Total);
    }

    [Fact]
    public async Task A_reset_may_have_been_sent_for_all_we_know()
    {
        _simulator.Faults.Add(new() { Endpoint = "push/single", Reset = true });

        var failure = await Assert.ThrowsAsync<AgoraChatException>(() => Some.Client(_simulator).SendAsync("ada"));

        Assert.True(failure.MayHaveBeenSent);
        Assert.Equal(0, _simulator.PushesTo("ada").Count);
        Assert.Equal(1, _simulator.Stats.Calls["push/single"].Total);
    }

    [Fact]
    public async Task Nobody_listening_means_surely_not_sent()
    {
        var client = Some.Client(_simulator);
        await _simulator.DisposeAsync();

        var failure = await Assert.ThrowsAsync<AgoraChatException>(() => client.SendAsync("ada"));

        Assert.Equal(AgoraChatErrorKind.Unavailable, failure.Kind);
        Assert.False(failure.MayHaveBeenSent);
        Assert.Null(failure.StatusCode);
    }

    [Fact]
    public async Task A_caller_who_gives_up_gets_a_cancellation()
    {
        _simulator.Faults.Add(new() { Endpoint = "push/single", Delay = TimeSpan.FromMinutes(1) });
        using var caller = new CancellationTokenSource();
        var sending = Some.Client(_simulator).SendAsync(Some.Message, ["ada"], PushStrategy.VendorOnly, caller.Token);
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, 7)]
    [InlineData(HttpStatusCode.ServiceUnavailable, null)]
    public async Task The_wait_that_the_far_side_asks_for_is_passed_on(HttpStatusCode status, int? seconds)
    {
        _simulator.Faults.Add(new() { Endpoint = "push/single", Status = (int)status, RetryAfter = seconds });

        var failure = await Assert.ThrowsAsync<AgoraChatException>(() => Some.Client(_simulator).SendAsync("ada"));

        Assert.Equal((int)status, failure.StatusCode);
        Assert.Equal(seconds is { } wait ? TimeSpan.FromSeconds(wait) : null, failure.RetryAfter);
    }
}
