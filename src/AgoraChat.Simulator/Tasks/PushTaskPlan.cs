namespace AgoraChat.Simulator;

/// <summary>What a task is to do.</summary>
internal sealed record PushTaskPlan
{
    /// <summary>The endpoint that made it.</summary>
    public required string Endpoint { get; init; }

    public required byte[] Message { get; init; }

    /// <summary>Whom it goes to, asked when it starts.</summary>
    public required Func<IReadOnlyList<string>> Users { get; init; }

    /// <summary>When it starts; null: at once.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>
    /// Whether it goes to labels or a list, not to everyone; by a switch these give their place back when finished.
    /// </summary>
    public bool IsSmall { get; init; }
}
