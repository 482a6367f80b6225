namespace AgoraChat.Push;

/// <summary>For which messages a user gets pushes. Source: "Offline push configuration".</summary>
public enum NotificationMode
{
    /// <summary>As the whole app's setting says; for conversations only.</summary>
    Default,

    /// <summary>For all messages.</summary>
    All,

    /// <summary>For messages that mention the user.</summary>
    Mentions,

    /// <summary>For none.</summary>
    None,
}
