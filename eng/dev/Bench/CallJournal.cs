using PushFunctions.Dev.Run;

namespace PushFunctions.Dev.Bench;

/// <summary>When calls arrived at the simulator, by its own clock, collected while it runs.</summary>
internal sealed class CallJournal
{
    private readonly SortedSet<DateTimeOffset> _times = [];

    public IReadOnlyList<DateTimeOffset> Times => [.. _times];

    public async Task ReadAsync(StackClient client, CancellationToken cancellationToken)
    {
        foreach (var call in await client.CallsAsync(cancellationToken)) _times.Add(call.At);
    }
}
