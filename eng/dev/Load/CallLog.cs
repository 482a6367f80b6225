using PushFunctions.Dev.Run;
using PushFunctions.Dev.Stack;

namespace PushFunctions.Dev.Load;

/// <summary>All calls of <c>push/single</c> that the far side saw, read while they come.</summary>
/// <param name="ask">Asks for the notes behind a number.</param>
internal sealed class CallLog(Func<long, CancellationToken, Task<IReadOnlyList<SimulatorNote>>> ask)
{
    private const string Endpoint = "push/single";
    private readonly Lock _gate = new();
    private readonly List<FarSideCall> _calls = [];
    private long _last;

    /// <summary>Calls that came so far.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _calls.Count;
        }
    }

    /// <summary>Users that the far side took a push for.</summary>
    public long Sent { get; private set; }

    /// <summary>When the first came; null before.</summary>
    public DateTimeOffset? First { get; private set; }

    /// <summary>When the first came from a moment on; null before.</summary>
    public DateTimeOffset? FirstSince(DateTimeOffset moment)
    {
        lock (_gate)
            return _calls.Where(call => call.At >= moment).Select(call => (DateTimeOffset?)call.At).Min();
    }

    /// <summary>The calls by when they came.</summary>
    public IReadOnlyList<FarSideCall> InOrder()
    {
        lock (_gate) return [.. _calls.OrderBy(call => call.At)];
    }

    /// <summary>Reads what has come since the last time. For one reader.</summary>
    /// <exception cref="StackException">The far side has forgotten some of it.</exception>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        var notes = await ask(_last, cancellationToken);
        if (notes is not [var next, ..]) return;
        if (next.No != _last + 1)
        {
            throw new StackException(
                $"The simulator has forgotten calls {_last + 1} to {next.No - 1} before they were read: this machine "
                + "was too busy for the benchmark. End what else runs, and try again.");
        }

        lock (_gate)
        {
            foreach (var call in notes.Where(note => note.Endpoint == Endpoint).Select(FarSideCall.Of))
            {
                _calls.Add(call);
                First ??= call.At;
                if (call.IsTaken) Sent += call.Users;
            }
        }

        _last = notes[^1].No;
    }
}
