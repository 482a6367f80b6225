using AgoraChat.Push;

namespace PushFunctions.Map;

/// <summary>What came of mapping an event.</summary>
public abstract record Mapped
{
    private Mapped()
    {
    }

    /// <summary>Messages within all limits: one for all users, or several.</summary>
    /// <param name="Groups">Each message with its users.</param>
    /// <param name="Strategy">The channel.</param>
    /// <param name="ExpiresAfter">How long after the event the push is worth sending; null for always.</param>
    /// <param name="Warnings">What was changed on the way.</param>
    public sealed record Messages(
        IReadOnlyList<MessageGroup> Groups, int Strategy, TimeSpan? ExpiresAfter, IReadOnlyList<string> Warnings)
        : Mapped;

    /// <summary>Neither a mapping nor a message of the event's own.</summary>
    public sealed record NoMapping(IReadOnlyList<string> KnownTypes) : Mapped;

    /// <summary>Over a limit, or a field is missing.</summary>
    /// <param name="Problems">What is wrong.</param>
    /// <param name="Rendered">A mapping had its part in it.</param>
    /// <param name="CanBeCut">The mapping could ask for texts to be cut, and does not.</param>
    public sealed record Refused(IReadOnlyList<PushMessageProblem> Problems, bool Rendered, bool CanBeCut) : Mapped;
}
