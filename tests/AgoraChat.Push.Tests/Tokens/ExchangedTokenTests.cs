using System.Net;

namespace AgoraChat.Push.Tests;

/// <summary>Tokens that the far side gives, over a handler that plays <c>POST token</c> and <c>push/single</c>.</summary>
public sealed class ExchangedTokenTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly TokenDesk _desk;
    private ExchangedTokenSource? _tokens;

    public ExchangedTokenTests() => _desk = new(_time);

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task An_app_token_is_exchanged_and_the_answer_used()
    {
        var results = await ExchangingClient().SendAsync("ada");

        Assert.Equal(PushStatus.AsyncSuccess, Assert.Single(results).Status);
        var exchange = Assert.Single(_desk.Exchanges);
        Assert.Equal("""{"grant_type":"agora"}""", exchange.Body);
        Assert.IsType<AppTokenCheck.Valid>(
            AppToken.Check(exchange.Bearer!, Some.AppId, Some.Certificate, _time.GetUtcNow()));
        Assert.Equal(["token-1"], _desk.Bearers);
    }

    [Fact]
    public async Task A_client_id_and_secret_are_exchanged_without_a_bearer()
    {
        await ClientIdClient().SendAsync("ada");

        var exchange = Assert.Single(_desk.Exchanges);
        Assert.Null(exchange.Bearer);
        Assert.Equal(
            """{"grant_type":"client_credentials","client_id":"YXA6id","client_secret":"YXA6secret"}""", exchange.Body);
        Assert.Equal(["token-1"], _desk.Bearers);
    }

    [Fact]
    public async Task One_token_serves_until_half_of_its_life_is_over()
    {
        var client = ClientIdClient();
        await client.SendAsync("ada");

        _time.Advance(TimeSpan.FromSeconds(499));
        await client.SendAsync("ada");
        _time.Advance(TimeSpan.FromSeconds(1));
        await client.SendAsync("ada");
        await _tokens!.Renewal;
        await client.SendAsync("ada");

        Assert.Equal(["token-1", "token-1", "token-1", "token-2"], _desk.Bearers);
    }

    [Fact]
    public async Task Nobody_waits_for_the_next_token_while_the_old_one_is_good()
    {
        var client = ClientIdClient();
        await client.SendAsync("ada");
        _desk.Hold = new TaskCompletionSource();

        _time.Advance(TimeSpan.FromSeconds(999));
        await client.SendAsync("ada");
        Assert.Equal(["token-1", "token-1"], _desk.Bearers);

        _time.Advance(TimeSpan.FromSeconds(1));
        var late = client.SendAsync("ada");
        _desk.Hold.SetResult();
        await late;
        Assert.Equal("token-2", _desk.Bearers[^1]);
    }

    [Fact]
    public async Task A_client_that_is_prepared_sends_without_waiting()
    {
        var client = ClientIdClient();

        await client.PrepareAsync(CancellationToken.None);
        _desk.Hold = new TaskCompletionSource();
        await client.SendAsync("ada");

        Assert.Single(_desk.Exchanges);
        Assert.Equal(["token-1"], _desk.Bearers);
    }

    [Fact]
    public async Task All_who_wait_share_one_exchange()
    {
        _desk.Hold = new TaskCompletionSource();
        var client = ClientIdClient();

        var sends = Enumerable.Range(0, 20).Select(_ => client.SendAsync("ada")).ToList();
        _desk.Hold.SetResult();
        await Task.WhenAll(sends);

        Assert.Single(_desk.Exchanges);
    }

    [Fact]
    public async Task Who_gives_up_waiting_does_not_spoil_it_for_the_others()
    {
        _desk.Hold = new TaskCompletionSource();
        var client = ClientIdClient();
        using var gaveUp = new CancellationTokenSource();
        var impatient = client.SendAsync(Some.Message, ["ada"], PushStrategy.VendorOnly, gaveUp.Token);
        var patient = client.SendAsync("bob");

        await gaveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        _desk.Hold.SetResult();

        Assert.Equal(PushStatus.AsyncSuccess, Assert.Single(await patient).Status);
        Assert.Single(_desk.Exchanges);
    }

    [Fact]
    public async Task A_renewal_that_fails_leaves_the_old_token_in_use_until_its_end()
    {
        var client = ClientIdClient();
        await client.SendAsync("ada");
        _desk.Refusal = (HttpStatusCode.ServiceUnavailable, "");

        _time.Advance(TimeSpan.FromSeconds(600));
        await client.SendAsync("ada");
        await _tokens!.Renewal;
        await client.SendAsync("ada");
        Assert.Equal(2, _desk.Exchanges.Count);

        _time.Advance(TimeSpan.FromSeconds(10));
        await client.SendAsync("ada");
        await _tokens.Renewal;
        Assert.Equal(3, _desk.Exchanges.Count);
        Assert.All(_desk.Bearers, bearer => Assert.Equal("token-1", bearer));

        _time.Advance(TimeSpan.FromSeconds(390));
        var failure = await Assert.ThrowsAsync<AgoraChatException>(() => client.SendAsync("ada"));
        Assert.Equal((AgoraChatErrorKind.Unavailable, false), (failure.Kind, failure.MayHaveBeenSent));
    }

    [Theory]
    [InlineData("invalid_grant", "client_secret does not match")]
    [InlineData("illegal_argument", "client_id must be provided.")]
    public async Task Credentials_that_are_refused_are_told_as_such_and_not_tried_again(string error, string description)
    {
        _desk.Refusal = (HttpStatusCode.BadRequest, $$"""{"error":"{{error}}","error_description":"{{description}}"}""");

        var failure = await Assert.ThrowsAsync<AgoraChatException>(() => ClientIdClient().SendAsync("ada"));

        Assert.Equal(
            (AgoraChatErrorKind.Unauthorized, 400, error, description, false, (TimeSpan?)null),
            (failure.Kind, failure.StatusCode, failure.Error, failure.Description, failure.MayHaveBeenSent,
                failure.RetryIn));
        Assert.StartsWith(
            $"No token could be had, so nothing was sent. token was answered with 400 {error} ", failure.Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain("YXA6secret", $"{failure}", StringComparison.Ordinal);
        Assert.Single(_desk.Exchanges);
        Assert.Empty(_desk.Bearers);
    }

    [Fact]
    public async Task An_exchange_without_an_answer_leaves_nothing_sent()
    {
        _desk.Hold = new TaskCompletionSource();
        var sending = ClientIdClient().SendAsync("ada");
        await _desk.Asked.Task;

        _time.Advance(TimeSpan.FromSeconds(15));

        var failure = await Assert.ThrowsAsync<AgoraChatException>(() => sending);
        Assert.Empty(_desk.Bearers);
        Assert.Equal((AgoraChatErrorKind.Unavailable, false), (failure.Kind, failure.MayHaveBeenSent));
    }

    [Fact]
    public async Task A_renewal_that_is_refused_leaves_the_old_token_in_use_until_its_end()
    {
        var client = ClientIdClient();
        await client.SendAsync("ada");
        _desk.Refusal = (HttpStatusCode.BadRequest, """{"error":"invalid_grant"}""");

        _time.Advance(TimeSpan.FromSeconds(600));
        await client.SendAsync("ada");
        await _tokens!.Renewal;
        await client.SendAsync("ada");

        Assert.Equal(2, _desk.Exchanges.Count);
        Assert.All(_desk.Bearers, bearer => Assert.Equal("token-1", bearer));
    }

    [Fact]
    public async Task A_far_side_that_refuses_every_token_is_not_asked_for_ever_new_ones()
    {
        _desk.RefusedBearers.UnionWith(["token-1", "token-2", "token-3"]);
        var client = ClientIdClient();

        for (var call = 0; call < 10; call++)
            await Assert.ThrowsAsync<AgoraChatException>(() => client.SendAsync("ada"));
        Assert.Equal(2, _desk.Exchanges.Count);

        _time.Advance(TimeSpan.FromSeconds(10));
        await Assert.ThrowsAsync<AgoraChatException>(() => client.SendAsync("ada"));
        Assert.Equal(3, _desk.Exchanges.Count);
    }

    [Fact]
    public async Task A_token_that_is_refused_is_exchanged_anew_once()
    {
        _desk.RefusedBearers.Add("token-1");

        await ClientIdClient().SendAsync("ada");

        Assert.Equal(["token-1", "token-2"], _desk.Bearers);
    }

    [Theory]
    [InlineData("""{"access_token":"t","expire_timestamp":1795161660000}""", 60)]
    [InlineData("""{"access_token":"t","expires_in":60}""", 60)]
    [InlineData("""{"access_token":"t"}""", 3_600)]
    [InlineData("""{"access_token":"t","expires_in":0}""", 1_000_000)]
    [InlineData("""{"access_token":"t","expires_in":9223372036854775807}""", 1_000_000)]
    [InlineData("""{"access_token":"t","expire_timestamp":9223372036854775807}""", 1_000_000)]
    public async Task Each_form_of_expiry_is_read(string answer, int seconds)
    {
        _desk.Answer = answer;
        var client = ClientIdClient();
        await client.SendAsync("ada");

        _time.Advance(TimeSpan.FromSeconds((seconds / 2) - 1));
        await client.SendAsync("ada");

        Assert.Single(_desk.Exchanges);
        if (seconds < 1_000_000)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await client.SendAsync("ada");
            await _tokens!.Renewal;
            Assert.Equal(2, _desk.Exchanges.Count);
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"access_token":""}""")]
    [InlineData("""{"access_token":7}""")]
    [InlineData("[]")]
    [InlineData("busy")]
    public async Task An_answer_without_a_token_leaves_nothing_sent(string answer)
    {
        _desk.Answer = answer;

        var failure = await Assert.ThrowsAsync<AgoraChatException>(() => ClientIdClient().SendAsync("ada"));

        Assert.Equal((AgoraChatErrorKind.Unavailable, false), (failure.Kind, failure.MayHaveBeenSent));
        Assert.Empty(_desk.Bearers);
    }

    private AgoraChatPushClient ExchangingClient() =>
        Some.Client(_desk, options => options.ExchangeToken = true, _time);

    private AgoraChatPushClient ClientIdClient()
    {
        var options = Some.Options();
        (options.AppId, options.AppCertificate, options.ClientId, options.ClientSecret) =
            (null, null, "YXA6id", "YXA6secret");
        var transport = new Transport(new HttpClient(_desk, disposeHandler: false), options.Base(), _time);
        _tokens = new(new TokenExchange(options, transport, _time), _time);
        return new(_desk, options, _time, _tokens);
    }
}
