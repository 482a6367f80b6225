using PushFunctions.Map;
using PushFunctions.Problems;

namespace PushFunctions.Accept;

/// <summary>What an event would send, or why it cannot.</summary>
public abstract record EventPlan
{
    private EventPlan()
    {
    }

    /// <summary>It can be sent.</summary>
    /// <param name="Messages">The messages and their users, with all that was changed on the way in.</param>
    public sealed record Ready(Mapped.Messages Messages) : EventPlan;

    public sealed record Refused(Problem Problem) : EventPlan;
}
