using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Accept;

/// <summary>What became of an event at the door.</summary>
public abstract record Acceptance
{
    private Acceptance()
    {
    }

    /// <summary>The push is durable.</summary>
    public sealed record Accepted(PushRow Push, bool Duplicate) : Acceptance
    {
        /// <summary>What was changed on the way in.</summary>
        public IReadOnlyList<string> Warnings { get; init; } = [];

        /// <summary>Of a push to labels or to everyone: when its call should be made.</summary>
        public DateTimeOffset? ExpectedFinish { get; init; }
    }

    /// <summary>The far side has answered, and the sender waited for it.</summary>
    public sealed record Answered(AnsweredPush Answer) : Acceptance;

    public sealed record Refused(Problem Problem) : Acceptance;
}
