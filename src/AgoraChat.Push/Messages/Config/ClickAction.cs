namespace AgoraChat.Push;

/// <summary>What a tap on the notification does.</summary>
/// <remarks>
/// Vendors read different members: set both <see cref="Action"/> and <see cref="Activity"/> to open a page on all.
/// Source: "Push notification management", basic configurations.
/// </remarks>
public sealed class ClickAction : MessagePart
{
    /// <summary>
    /// The URL to open; when it is empty the tap does nothing. Easemob's iOS channel knows no other action.
    /// </summary>
    public string? Url { get; init; }

    /// <summary>The address of the page in the app to open.</summary>
    public string? Action { get; init; }

    /// <summary>The package name or the path of the Activity component to open.</summary>
    public string? Activity { get; init; }
}
