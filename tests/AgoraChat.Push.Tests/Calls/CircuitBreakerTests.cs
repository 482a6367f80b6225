using System.Net;

namespace AgoraChat.Push.Tests;

/// <summary>What happens while nearly every call fails.</summary>
public sealed class CircuitBreakerTests
{
    private const string Taken = """{"data":[{"pushStatus":"ASYNC_SUCCESS"}]}""";

    private readonly ManualTime _time = new();
    private HttpStatusCode _status = HttpStatusCode.ServiceUnavailable;
    private int _calls;

    [Fact]
    public async Task Calls_pause_when_twenty_have_failed()
    {
        var client = Client();
        await FailAsync(client, 20);

        var failure = await Assert.ThrowsAsync<AgoraChatException>(() => client.SendAsync("ada"));

        Assert.Equal(20, _calls);
        Assert.Equal((AgoraChatErrorKind.Unavailable, false), (failure.Kind, failure.MayHaveBeenSent));
        Assert.Equal(TimeSpan.FromSeconds(2), failure.RetryIn);
        Assert.Equal(
            "push/single was not sent: nearly all calls of the last seconds failed, and calls pause (BreakFor). "
            + "Try again later.",
            failure.Message);
    }

    [Fact]
    public async Task After_the_pause_one_call_finds_out()
    {
        var client = Client();
        await FailAsync(client, 20);
        _time.Advance(TimeSpan.FromSeconds(2));
        _status = HttpStatusCode.OK;

        await client.SendAsync("ada");
        await client.SendAsync("ada");

        Assert.Equal(22, _calls);
    }

    [Fact]
    public async Task Calls_that_are_refused_do_not_count()
    {
        var client = Client();
        _status = HttpStatusCode.TooManyRequests;

        await FailAsync(client, 40);

        Assert.Equal(40, _calls);
    }

    [Fact]
    public async Task One_call_in_nine_that_passes_keeps_it_going()
    {
        var client = Client();
        for (var round = 0; round < 5; round++)
        {
            _status = HttpStatusCode.OK;
            await client.SendAsync("ada");
            _status = HttpStatusCode.ServiceUnavailable;
            await FailAsync(client, 8);
        }

        Assert.Equal(45, _calls);
    }

    [Fact]
    public async Task It_can_be_turned_off()
    {
        var client = Client(options => options.BreakFor = TimeSpan.Zero);

        await FailAsync(client, 40);

        Assert.Equal(40, _calls);
    }

    private AgoraChatPushClient Client(Action<AgoraChatOptions>? change = null) => Some.Client(
        new StubHandler(_ =>
        {
            _calls++;
            return Task.FromResult(new HttpResponseMessage(_status) { Content = new StringContent(Taken) });
        }),
        change, _time);

    private static async Task FailAsync(AgoraChatPushClient client, int times)
    {
        for (var time = 0; time < times; time++)
            await Assert.ThrowsAsync<AgoraChatException>(() => client.SendAsync("ada"));
    }
}
