namespace AgoraChat.Push;

/// <summary>The section <c>config</c>: what a tap does and what the icon's badge shows, on all channels.</summary>
/// <remarks>Source: "Push notification management", basic configurations.</remarks>
public sealed class MessageConfig : MessagePart
{
    /// <summary>What a tap on the notification does; it opens the app's home page when left out. Android.</summary>
    public ClickAction? ClickAction { get; init; }

    /// <summary>What the badge on the app's icon shows. Android and iOS; Easemob says Android only.</summary>
    public Badge? Badge { get; init; }
}
