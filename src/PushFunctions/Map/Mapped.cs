using System.Text.Json;
using AgoraChat.Push;

namespace PushFunctions.Map;

/// <summary>What came of mapping an event.</summary>
public abstract record Mapped
{
    private Mapped()
    {
    }

    /// <summary>A message within all limits.</summary>
    public sealed record Message(JsonElement Value, int Strategy, IReadOnlyList<string> Warnings) : Mapped;

    /// <summary>Neither a mapping nor a message of the event's own.</summary>
    public sealed record NoMapping(IReadOnlyList<string> KnownTypes) : Mapped;

    /// <summary>Over a limit, or a field is missing.</summary>
    /// <param name="Problems">What is wrong.</param>
    /// <param name="Rendered">A mapping had its part in it.</param>
    /// <param name="CanBeCut">The mapping could ask for texts to be cut, and does not.</param>
    public sealed record Refused(IReadOnlyList<PushMessageProblem> Problems, bool Rendered, bool CanBeCut) : Mapped;
}
