using AgoraChat.Push;

namespace PushFunctions.Map;

/// <summary>What came of mapping an event.</summary>
public abstract record Mapped
{
    private Mapped()
    {
    }

    /// <summary>Messages within all limits: one for all users, or several.</summary>
    /// <param name="ExpiresAfter">How long after the event the push is worth sending; null for always.</param>
    /// <param name="Warnings">What was changed on the way.</param>
    public sealed record Messages(
        IReadOnlyList<MessageGroup> Groups, int Strategy, TimeSpan? ExpiresAfter, IReadOnlyList<string> Warnings)
        : Mapped;

    /// <summary>Over a limit, or a field is missing.</summary>
    /// <param name="Rendered">A mapping had its part in it.</param>
    /// <param name="CanBeCut">The mapping could ask for texts to be cut, and does not.</param>
    /// <param name="User">Whose message it is, where users have several.</param>
    public sealed record Refused(
        IReadOnlyList<PushMessageProblem> Problems, bool Rendered, bool CanBeCut, string? User) : Mapped;

    /// <summary>The mapping prints what the data lacks, and says that this is to be refused.</summary>
    /// <param name="Pointers">Where it would be.</param>
    /// <param name="User">For whose message, where users have several.</param>
    public sealed record Lacking(IReadOnlyList<string> Pointers, string? User) : Mapped;

    /// <summary>The mapping speaks to each user, and nobody names the users here.</summary>
    public sealed record Personal : Mapped;

    /// <summary>A template was stopped, or could not be filled from this data.</summary>
    public sealed record Unfilled(string Path, string Why) : Mapped;

    /// <summary>This host took too long; the same event may go well later, or elsewhere.</summary>
    public sealed record Overdue : Mapped;

    /// <summary>The messages together are too large.</summary>
    /// <param name="Count">How many they were when they became so.</param>
    public sealed record TooLarge(int Count) : Mapped;
}
