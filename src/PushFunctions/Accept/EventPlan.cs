using PushFunctions.Map;
using PushFunctions.Problems;

namespace PushFunctions.Accept;

/// <summary>What an event would send, or why it cannot.</summary>
public abstract record EventPlan
{
    private EventPlan()
    {
    }

    public sealed record Ready(Mapped.Messages Messages) : EventPlan;

    public sealed record Refused(Problem Problem) : EventPlan;
}
