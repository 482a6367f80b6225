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
            while (_events.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= width)
                _events.Dequeue();
            return _events.Count;
        }
    }

    public void Add() => _events.Enqueue(time.GetTimestamp());

    public void Clear() => _events.Clear();
}
