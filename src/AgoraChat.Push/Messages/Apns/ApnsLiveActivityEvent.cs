namespace AgoraChat.Push;

/// <summary>What happens to a live activity.</summary>
public enum ApnsLiveActivityEvent
{
    /// <summary>It starts: <c>START</c>.</summary>
    Start,

    /// <summary>It changes: <c>UPDATE</c>.</summary>
    Update,

    /// <summary>It ends: <c>END</c>.</summary>
    End,
}
