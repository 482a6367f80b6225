namespace AgoraChat.Push;

/// <summary>The kinds of action of a tap on a notification of Agora's channel.</summary>
public enum AgoraOperationType
{
    /// <summary>Launches the app. The far side's default.</summary>
    LaunchApp = 0,

    /// <summary>Opens <see cref="AgoraOperation.OpenUrl"/>.</summary>
    OpenUrl = 1,

    /// <summary>
    /// Opens the page of <see cref="AgoraOperation.OpenAction"/> and <see cref="AgoraOperation.OpenActivity"/>.
    /// </summary>
    OpenPage = 2,
}
