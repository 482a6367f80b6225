using PushFunctions.LocalHost;

namespace PushFunctions.EndToEnd.Tests.LocalHost;

/// <summary>One of <see cref="TimerHosts"/>, and what it has done.</summary>
internal sealed class TimerHost(LocalFunctionsHost host, Ticks ticks, LogLines log) : IAsyncDisposable
{
    public LogLines Log => log;

    /// <summary>How often it has fired.</summary>
    public int Fired => ticks.Fired.Count;

    /// <summary>Waits until it has fired so many times more.</summary>
    public Task FiresAsync(int times = 1)
    {
        var wanted = Fired + times;
        return Eventually.IsTrueAsync(() => Fired >= wanted);
    }

    public Task StopAsync() => host.StopAsync(CancellationToken.None);

    public Task KillAsync() => host.KillAsync();

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        log.Dispose();
    }
}
