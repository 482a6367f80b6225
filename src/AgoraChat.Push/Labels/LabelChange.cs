namespace AgoraChat.Push;

/// <summary>What became of each user in a call that adds or removes members; the call may succeed in parts.</summary>
public sealed record LabelChange
{
    public required IReadOnlyList<string> Succeeded { get; init; }

    /// <summary>The users it failed for, each with the far side's reason; no reason is documented.</summary>
    public required IReadOnlyDictionary<string, string> Failed { get; init; }

    /// <summary>Users of the call the answer does not speak of: nothing is known about them.</summary>
    public required IReadOnlyList<string> Missing { get; init; }
}
