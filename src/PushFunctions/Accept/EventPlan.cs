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
    /// <param name="Messages">The messages and their users.</param>
    /// <param name="Warnings">What was changed on the way in.</param>
    public sealed record Ready(Mapped.Messages Messages, IReadOnlyList<string> Warnings) : EventPlan;

    public sealed record Refused(Problem Problem) : EventPlan;
}
