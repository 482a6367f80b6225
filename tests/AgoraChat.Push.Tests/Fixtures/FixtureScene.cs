using AgoraChat.Simulator;

namespace AgoraChat.Push.Tests;

/// <summary>A simulator on a clock that the case sets, and the client that calls it over real connections.</summary>
internal sealed class FixtureScene : IAsyncDisposable
{
    private readonly Lazy<AgoraChatPushClient> _client;

    private FixtureScene(SimulatorServer simulator, ManualTime time)
    {
        (Simulator, Time) = (simulator, time);
        Options = Some.Options(simulator.Address);
        Options.EasemobEndpoints = true;
        _client = new(() => Over(Wire));
    }

    public SimulatorServer Simulator { get; }

    public ManualTime Time { get; }

    public RecordingHandler Wire { get; } = new();

    /// <summary>The client's, to be changed before it is first used.</summary>
    public AgoraChatOptions Options { get; }

    /// <summary>Where the client has its tokens from; null: what the options ask for.</summary>
    public TokenSource? Tokens { get; set; }

    /// <summary>The client that is recorded.</summary>
    public AgoraChatPushClient Client => _client.Value;

    public static async Task<FixtureScene> StartAsync()
    {
        var time = new ManualTime();
        return new(await SimulatorServer.StartAsync(new(), time, CancellationToken.None), time);
    }

    /// <summary>The same client over another connection.</summary>
    public AgoraChatPushClient Over(HttpMessageHandler handler) => new(handler, Options, Time, Tokens);

    /// <summary>Sets the clock to a moment of the examples.</summary>
    public void SetTo(long milliseconds) => Time.SetTo(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));

    public async ValueTask DisposeAsync()
    {
        Wire.Dispose();
        await Simulator.DisposeAsync();
    }
}
