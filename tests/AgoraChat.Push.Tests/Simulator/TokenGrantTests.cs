using System.Text.Json;

namespace AgoraChat.Simulator.Tests;

/// <summary><c>POST token</c> of the simulator, and what its tokens open.</summary>
public sealed class TokenGrantTests : SimulatedAppTest
{
    private const string Expired = "Unable to authenticate due to expired access token";

    private static readonly SimulatorOptions Usual = new();

    [Fact]
    public async Task A_client_gets_a_token_as_documented()
    {
        var answer = await GiveAsync(ttl: 1_024_000);

        AssertShows("answers/token-client-credentials.json", answer);
        Assert.Equal(200, await UseAsync(answer));
    }

    [Theory]
    [InlineData(10L, 9, 200)]
    [InlineData(10L, 10, 401)]
    [InlineData(0L, 1_000_000, 200)]
    [InlineData(null, 5_183_999, 200)]
    [InlineData(null, 5_184_000, 401)]
    [InlineData(long.MaxValue, 1_000_000, 200)]
    public async Task A_clients_token_opens_the_app_as_long_as_was_asked_for(long? ttl, int age, int status)
    {
        var answer = await GiveAsync(ttl);

        Time.Advance(TimeSpan.FromSeconds(age));

        Assert.Equal(ttl ?? 5_184_000, answer.GetProperty("expires_in").GetInt64());
        Assert.Equal(status, await UseAsync(answer));
    }

    [Theory]
    [InlineData("""{}""", "illegal_argument", "grant_type must be provided")]
    [InlineData("""[]""", "illegal_argument", "grant_type must be provided")]
    [InlineData(
        """{"grant_type":"password"}""",
        "illegal_argument",
        "grant_type is password; agora and client_credentials are allowed.")]
    [InlineData("""{"grant_type":"client_credentials"}""", "illegal_argument", "client_id must be provided.")]
    [InlineData(
        """{"grant_type":"client_credentials","client_id":"x"}""",
        "illegal_argument",
        "client_secret must be provided")]
    [InlineData(
        """{"grant_type":"client_credentials","client_id":"x","client_secret":"y"}""",
        "invalid_grant",
        "client_id does not match")]
    [InlineData(
        """{"grant_type":"client_credentials","client_id":"YXA6simulatorclientid","client_secret":"y"}""",
        "invalid_grant",
        "client_secret does not match")]
    public async Task A_bad_grant_is_refused_in_the_documented_words(string body, string error, string description)
    {
        var (status, answer) = await CallAsync("POST", "token", body, token: null);

        Assert.Equal((400, error, description), (status, Text(answer, "error"), Text(answer, "error_description")));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("\"60\"")]
    public async Task A_life_that_makes_no_sense_is_refused(string ttl)
    {
        var body = $$"""
            {"grant_type":"client_credentials","client_id":"{{Usual.ClientId}}",
            "client_secret":"{{Usual.ClientSecret}}","ttl":{{ttl}}}
            """;

        var (status, answer) = await CallAsync("POST", "token", body, token: null);

        Assert.Equal((400, "illegal_argument"), (status, Text(answer, "error")));
    }

    [Fact]
    public async Task An_app_token_is_exchanged_for_one_that_lives_as_long()
    {
        var answer = await ExchangeAsync(Token(TimeSpan.FromHours(1)));

        Assert.Equal(
            Time.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds(), answer.GetProperty("expire_timestamp").GetInt64());
        Assert.Equal(200, await UseAsync(answer));
        Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(401, await UseAsync(answer));
    }

    [Theory]
    [InlineData(null, "Unable to authenticate (OAuth)")]
    [InlineData("YWMt", "Unable to authenticate due to corrupt access token")]
    public async Task Without_an_app_token_nothing_is_exchanged(string? token, string description)
    {
        var (status, answer) = await CallAsync("POST", "token", """{"grant_type":"agora"}""", token);

        Assert.Equal((401, description), (status, Text(answer, "error_description")));
    }

    [Fact]
    public async Task An_expired_app_token_is_not_exchanged()
    {
        var token = Token(TimeSpan.FromSeconds(1));
        Time.Advance(TimeSpan.FromSeconds(1));

        var (status, answer) = await CallAsync("POST", "token", """{"grant_type":"agora"}""", token);

        Assert.Equal((401, Expired), (status, Text(answer, "error_description")));
    }

    [Fact]
    public async Task Where_tokens_must_be_exchanged_only_exchanged_ones_open_the_app()
    {
        Switches = Switches with { DirectTokens = false };
        var answer = await ExchangeAsync(Token());

        Assert.Equal(401, (await CallAsync("GET", "users/ada", body: null, Token())).Status);
        Assert.Equal(200, await UseAsync(answer));
    }

    [Fact]
    public async Task A_users_token_does_not_open_the_app_exchanged_or_not()
    {
        var token = UserTokens.Create("2882341273", Time.GetUtcNow(), TimeSpan.FromHours(1));
        var answer = await ExchangeAsync(token);

        Assert.Equal(401, (await CallAsync("GET", "users/ada", body: null, token)).Status);
        Assert.Equal(401, await UseAsync(answer));
    }

    [Fact]
    public async Task A_users_token_without_a_user_is_nobodys()
    {
        var token = UserTokens.Create("", Time.GetUtcNow(), TimeSpan.FromHours(1));

        Assert.Equal(401, (await CallAsync("GET", "users/ada", body: null, token)).Status);
    }

    [Fact]
    public async Task By_a_switch_tokens_live_less_long_than_was_said()
    {
        Switches = Switches with { MaxTokenSeconds = 10 };
        var answer = await GiveAsync(ttl: 60);

        Time.Advance(TimeSpan.FromSeconds(9));
        var before = await UseAsync(answer);
        Time.Advance(TimeSpan.FromSeconds(1));
        var (status, refusal) = await CallAsync("GET", "users/ada", body: null, Text(answer, "access_token"));

        Assert.Equal((60, 200), (answer.GetProperty("expires_in").GetInt32(), before));
        Assert.Equal((401, Expired), (status, Text(refusal, "error_description")));
    }

    [Fact]
    public async Task All_tokens_can_be_made_to_expire_at_once()
    {
        var old = await GiveAsync(ttl: 60);

        var (status, _) = await SendAsync(HttpMethod.Delete, "simulator/tokens");
        var young = await GiveAsync(ttl: 60);

        Assert.Equal((204, 401, 200), (status, await UseAsync(old), await UseAsync(young)));
    }

    [Fact]
    public async Task A_client_with_an_id_and_a_secret_gets_a_new_token_when_its_own_is_refused()
    {
        var client = Some.Client(Simulator, options =>
        {
            (options.ClientId, options.ClientSecret) = (Usual.ClientId, Usual.ClientSecret);
        }, Time);
        await client.SendAsync("ada");
        Simulator.ExpireTokens();

        await client.SendAsync("ada");

        Assert.Equal(2, Simulator.Stats.Calls["token"].Ok);
        Assert.Equal(2, Simulator.PushesTo("ada").Count);
    }

    [Fact]
    public async Task A_client_that_exchanges_its_tokens_gets_through_where_it_must()
    {
        Switches = Switches with { DirectTokens = false };
        var client = Some.Client(Simulator, options => options.ExchangeToken = true, Time);

        await client.SendAsync("ada");

        Assert.Equal(1, Simulator.PushesTo("ada").Count);
    }

    [Fact]
    public void A_life_of_tokens_that_makes_no_sense_is_refused_by_name()
    {
        var refusal = Assert.Throws<ArgumentException>(() => Switches = Switches with { MaxTokenSeconds = -1 });

        Assert.Contains("maxTokenSeconds is -1", refusal.Message, StringComparison.Ordinal);
    }

    private async Task<JsonElement> GiveAsync(long? ttl)
    {
        var life = ttl is null ? "" : $",\"ttl\":{ttl}";
        var (status, answer) = await CallAsync(
            "POST",
            "token",
            $$"""
            {"grant_type":"client_credentials","client_id":"{{Usual.ClientId}}",
            "client_secret":"{{Usual.ClientSecret}}"{{life}}}
            """,
            token: null);
        Assert.Equal(200, status);
        return answer;
    }

    private async Task<JsonElement> ExchangeAsync(string token)
    {
        var (status, answer) = await CallAsync("POST", "token", """{"grant_type":"agora"}""", token);
        Assert.Equal(200, status);
        return answer;
    }

    private async Task<int> UseAsync(JsonElement answer) =>
        (await CallAsync("GET", "users/ada", body: null, Text(answer, "access_token"))).Status;
}
