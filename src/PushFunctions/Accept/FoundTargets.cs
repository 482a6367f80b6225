using PushFunctions.Events;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Accept;

/// <summary>Who gets an event, as far as the event and its mapping say it.</summary>
internal abstract record FoundTargets
{
    private FoundTargets()
    {
    }

    public sealed record Users(TargetUsers Value) : FoundTargets;

    public sealed record Audience(string Name) : FoundTargets;

    public sealed record Members(MemberSets Sets) : FoundTargets;

    public sealed record Task(TaskTarget Value) : FoundTargets;

    public sealed record None(Problem Problem) : FoundTargets;
}
