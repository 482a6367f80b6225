namespace AgoraChat.Push;

/// <summary>How urgent a message of Google's channel is on Android.</summary>
public enum FcmV1Priority
{
    /// <summary>May wait for the device to wake: <c>NORMAL</c>.</summary>
    Normal,

    /// <summary>Sent at once: <c>HIGH</c>.</summary>
    High,
}
