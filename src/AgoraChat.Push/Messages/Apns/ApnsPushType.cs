namespace AgoraChat.Push;

/// <summary>Whether Apple's channel shows the notification; read by iOS 13 and watchOS 6 and later.</summary>
public enum ApnsPushType
{
    /// <summary>Shown: <c>alert</c>. The default.</summary>
    Alert,

    /// <summary>For the app only: <c>background</c>.</summary>
    Background,
}
