using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.EndToEnd.Tests.LocalHost;

/// <summary>What timer functions have done.</summary>
public sealed class Ticks
{
    private int _running;

    public ConcurrentQueue<TimerInfo> Fired { get; } = new();

    public bool Overlapped { get; private set; }

    public async Task RunAsync(TimerInfo timer, TimeSpan time, CancellationToken stopping)
    {
        Overlapped |= Interlocked.Increment(ref _running) > 1;
        Fired.Enqueue(timer);
        await Task.Delay(time, TimeProvider.System, stopping);
        Interlocked.Decrement(ref _running);
    }
}
