using PushFunctions.Dev.Load;
using PushFunctions.Dev.Run;
using PushFunctions.Dev.Stack;

namespace PushFunctions.EndToEnd.Tests.Dev.Load;

public sealed class CallLogTests
{
    private readonly List<SimulatorNote> _notes =
    [
        new(1, Calls.At(0.2), "push/single", 200, 100, "ada"),
        new(2, Calls.At(0.1), "push/single", 429, 0, null),
        new(3, Calls.At(0.3), "push/sync/{target}", 200, 1, "bob"),
        new(4, Calls.At(0.4), "push/single", 200, 7, "cleo"),
    ];

    [Fact]
    public async Task Reads_each_call_once_and_puts_them_in_order()
    {
        var log = new CallLog((after, _) =>
            Task.FromResult<IReadOnlyList<SimulatorNote>>([.. _notes.Where(note => note.No > after).Take(2)]));

        for (var look = 0; look < 4; look++) await log.ReadAsync(CancellationToken.None);

        Assert.Equal([0.1, 0.2, 0.4], log.InOrder().Select(call => (call.At - Calls.Start).TotalSeconds));
        Assert.Equal((3, 107), (log.Count, log.Sent));
        Assert.Equal(Calls.At(0.2), log.FirstSince(Calls.At(0.2)));
        Assert.Null(log.FirstSince(Calls.At(0.5)));
    }

    [Fact]
    public async Task Says_so_when_calls_were_forgotten()
    {
        var log = new CallLog((_, _) => Task.FromResult<IReadOnlyList<SimulatorNote>>([.. _notes.Skip(2)]));

        var failure = await Assert.ThrowsAsync<StackException>(() => log.ReadAsync(CancellationToken.None));

        Assert.StartsWith("The simulator has forgotten calls 1 to 2 ", failure.Message, StringComparison.Ordinal);
    }
}
