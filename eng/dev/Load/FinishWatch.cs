using PushFunctions.Dev.Run;

namespace PushFunctions.Dev.Load;

/// <summary>Asks pushes from time to time when they will be done.</summary>
/// <param name="ask">Asks for the status of a push.</param>
internal sealed class FinishWatch(Func<string, CancellationToken, Task<PushStatus>> ask)
{
    private readonly List<FinishGuess> _guesses = [];

    /// <summary>What was said so far.</summary>
    public IReadOnlyList<FinishGuess> Guesses
    {
        get
        {
            lock (_guesses) return [.. _guesses];
        }
    }

    /// <summary>Asks each push until it is stopped.</summary>
    public async Task RunAsync(IReadOnlyList<string> pushIds, TimeSpan every, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            foreach (var status in await Task.WhenAll(pushIds.Select(push => ask(push, stop)))) Take(status);
            await Task.Delay(every, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Take(PushStatus status)
    {
        if (status.ExpectedFinish is not { } expected) return;
        var done = 1 - (double)status.Count("pending") / status.Targets;
        lock (_guesses) _guesses.Add(new(status.PushId, done, expected));
    }
}
