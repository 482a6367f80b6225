using PushFunctions.Problems;

namespace PushFunctions.Events;

/// <summary>What came of reading a body.</summary>
public abstract record EventRead
{
    private EventRead()
    {
    }

    public sealed record Event(AppEvent Value) : EventRead;

    public sealed record Refused(Problem Problem) : EventRead;
}
