namespace AgoraChat.Push.Tests;

public sealed class TokenSourceTests
{
    private readonly ManualTime _time = new();
    private uint _salt;

    [Fact]
    public async Task One_token_serves_until_half_of_its_life_is_over()
    {
        var source = Source();
        var first = await GetAsync(source);

        _time.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(1));
        var justBefore = await GetAsync(source);
        _time.Advance(TimeSpan.FromSeconds(1));
        var atHalf = await GetAsync(source);

        Assert.Equal(first, justBefore);
        Assert.NotEqual(first, atHalf);
        Assert.Equal(
            new AppTokenCheck.Valid(_time.GetUtcNow().AddHours(1)),
            AppToken.Check(atHalf, Some.AppId, Some.Certificate, _time.GetUtcNow()));
    }

    [Fact]
    public async Task A_refused_token_is_replaced()
    {
        var source = Source();
        var refused = await GetAsync(source);

        source.Invalidate(refused);

        Assert.NotEqual(refused, await GetAsync(source));
    }

    [Fact]
    public async Task A_late_refusal_of_an_old_token_does_not_cost_the_new_one()
    {
        var source = Source();
        var old = await GetAsync(source);
        source.Invalidate(old);
        var current = await GetAsync(source);

        source.Invalidate(old);

        Assert.Equal(current, await GetAsync(source));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_makes_a_new_token()
    {
        var source = Source();
        var fromTheFuture = await GetAsync(source);

        _time.SetBack(TimeSpan.FromMinutes(5));

        Assert.NotEqual(fromTheFuture, await GetAsync(source));
    }

    [Fact]
    public async Task A_fixed_token_stays()
    {
        var source = new FixedTokenSource("fixed");

        source.Invalidate("fixed");

        Assert.Equal("fixed", await GetAsync(source));
        Assert.False(source.CanRenew);
    }

    private AppTokenSource Source() => new AppTokenSource(Some.Options(), _time, () => ++_salt);

    private static async Task<string> GetAsync(TokenSource source) => await source.GetAsync(CancellationToken.None);
}
