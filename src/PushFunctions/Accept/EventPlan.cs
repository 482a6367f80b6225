using PushFunctions.Events;
using PushFunctions.Map;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Accept;

/// <summary>What an event would send, or why it cannot.</summary>
public abstract record EventPlan
{
    private EventPlan()
    {
    }

    /// <summary>It can be sent.</summary>
    /// <param name="Messages">The messages and their users, with all that was changed on the way in.</param>
    public sealed record Ready(Mapped.Messages Messages) : EventPlan
    {
        /// <summary>The audience whose list it goes to; then there is one message, and no user is named.</summary>
        public AudienceRow? Audience { get; init; }

        /// <summary>Whether it goes to an audience, long or so short that its users are named.</summary>
        public bool IsOfAudience { get; init; }

        /// <summary>By which labels its users are looked up; then there is one message, and nobody is known.</summary>
        public MemberSets? Members { get; init; }

        /// <summary>The labels it goes to, or everyone; then there is one message, and no user is named.</summary>
        public TaskTarget? Task { get; init; }

        /// <summary>How many users it goes to, where they are counted here and known already.</summary>
        public int Targets => Audience?.Count ?? Messages.Groups.Sum(group => group.Users.Count);

        /// <summary>The messages with the batches of each.</summary>
        public IReadOnlyList<PushGroup> Groups => PushLists.Number(Messages.Groups, Audience);
    }

    public sealed record Refused(Problem Problem) : EventPlan;
}
