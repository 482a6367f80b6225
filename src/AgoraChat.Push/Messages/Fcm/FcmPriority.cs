namespace AgoraChat.Push;

/// <summary>How urgent a message of Google's channel is.</summary>
public enum FcmPriority
{
    /// <summary>May wait for the device to wake: <c>normal</c>; Apple's 5.</summary>
    Normal,

    /// <summary>Sent at once: <c>high</c>; Apple's 10.</summary>
    High,
}
