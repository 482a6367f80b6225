using System.Diagnostics.CodeAnalysis;

namespace PushFunctions.LocalHost;

/// <summary>
/// The two ways a host ends: stopping tells the runs and waits for them; killed does nothing more at all.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification =
    "Sources without a timer hold nothing to free, and code that outlives a killed host still reads their tokens.")]
internal sealed class HostLife
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _killed = new();

    /// <summary>The host takes no more work; every run is given this token.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>The host counts as dead: it no longer writes to its queues.</summary>
    public CancellationToken Killed => _killed.Token;

    public Task StopAsync() => _stopping.CancelAsync();

    public async Task KillAsync()
    {
        // Killed first: a run that ends because it is told to stop must find that its message is no longer its own.
        await _killed.CancelAsync();
        await _stopping.CancelAsync();
    }
}
