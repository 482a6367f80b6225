namespace AgoraChat.Push;

/// <summary>What the far side said about one user.</summary>
public enum PushStatus
{
    /// <summary>The vendor took it. Whether a device shows it, nobody knows.</summary>
    Success,

    /// <summary>Queued by the far side.</summary>
    AsyncSuccess,

    /// <summary>Failed for a reason outside of the far side, such as no bound device.</summary>
    Fail,

    /// <summary>Failed inside the far side; also any status this library does not know.</summary>
    Error,

    /// <summary>The answer does not speak of this user.</summary>
    Missing,
}
