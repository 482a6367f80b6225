namespace AgoraChat.Simulator;

/// <summary>The last calls in a few words each: enough for a reader who comes now and then. Not thread-safe.</summary>
internal sealed class CallNotes(int kept)
{
    private readonly CallNote[] _ring = new CallNote[kept];
    private long _last;

    public void Add(SimulatedCall call)
    {
        _last++;
        _ring[_last % kept] = new()
        {
            No = _last,
            At = call.At,
            Endpoint = call.Endpoint,
            Status = call.Status,
            Users = call.Targets.Count,
            First = call.Targets is [var first, ..] ? first : null,
        };
    }

    /// <summary>The notes behind a number, oldest first.</summary>
    /// <param name="after">The number of the last note that the reader has; 0 for none.</param>
    /// <param name="limit">How many at most.</param>
    /// <returns>Those that are still kept: for a reader who is late they begin with a higher number.</returns>
    public IReadOnlyList<CallNote> After(long after, int limit)
    {
        var first = Math.Max(after, _last - kept) + 1;
        var count = (int)Math.Clamp(_last - first + 1, 0, limit);
        return [.. Enumerable.Range(0, count).Select(index => _ring[(first + index) % kept])];
    }

    public void Clear()
    {
        Array.Clear(_ring);
        _last = 0;
    }
}
