using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.EndToEnd.Tests.LocalHost;

/// <summary>A timer whose runs take longer than the time between them.</summary>
public sealed class SlowTimer(Ticks ticks)
{
    [Function("Slow")]
    public Task RunAsync([TimerTrigger("* * * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        ticks.RunAsync(timer, TimeSpan.FromMilliseconds(1_300), cancellationToken);
}

/// <summary>A timer that fails.</summary>
public sealed class FailingTimer(Ticks ticks)
{
    [Function("Failing")]
    public Task RunAsync([TimerTrigger("%Schedule%")] TimerInfo timer)
    {
        ticks.Fired.Enqueue(timer);
        throw new InvalidOperationException("as the test wants");
    }
}

/// <summary>A timer that fires at the start, and then not for a year.</summary>
public sealed class StartTimer(Ticks ticks)
{
    [Function("Start")]
    public void Run([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo timer) => ticks.Fired.Enqueue(timer);
}

/// <summary>A timer that fires each second.</summary>
public sealed class SecondTimer(Ticks ticks)
{
    [Function("Second")]
    public void Run([TimerTrigger("* * * * * *")] TimerInfo timer) => ticks.Fired.Enqueue(timer);
}
