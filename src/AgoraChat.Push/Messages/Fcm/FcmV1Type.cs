namespace AgoraChat.Push;

/// <summary>Whether a message of Google's channel is shown, given to the app, or both.</summary>
public enum FcmV1Type
{
    /// <summary>Both: <c>BOTH</c>.</summary>
    Both,

    /// <summary>Given to the app: <c>DATA</c>.</summary>
    Data,

    /// <summary>Shown: <c>NOTIFICATION</c>.</summary>
    Notification,
}
