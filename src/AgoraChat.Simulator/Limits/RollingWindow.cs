namespace AgoraChat.Simulator;

/// <summary>Counts what happened lately, on a clock that is never set back. Not thread-safe.</summary>
/// <remarks>An event exactly as old as the window is wide has left it.</remarks>
internal sealed class RollingWindow(TimeSpan width, TimeProvider time)
{
    private readonly Queue<long> _events = [];

    public int Count
    {
        get
        {
            Forget();
            return _events.Count;
        }
    }

    public void Add()
    {
        Forget();
        _events.Enqueue(time.GetTimestamp());
    }

    /// <summary>The time until fewer than so many events are left; the whole width when that is none.</summary>
    public TimeSpan RoomIn(int limit)
    {
        var surplus = Count - limit;
        return limit == 0 ? width : width - time.GetElapsedTime(_events.ElementAt(surplus));
    }

    private void Forget()
    {
        while (_events.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= width)
            _events.Dequeue();
    }
}
