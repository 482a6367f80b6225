using System.Text.Json;

namespace AgoraChat.Push;

/// <summary>The sections of one kind, as a message that is still JSON sees them.</summary>
internal interface ISectionForm
{
    /// <summary>What the message calls it.</summary>
    string Name { get; }

    IReadOnlyList<PushMessageProblem> FindProblems(JsonElement section);

    /// <summary>The JSON that is sent for a section in which no problem was found.</summary>
    JsonElement Normalise(JsonElement section);
}
