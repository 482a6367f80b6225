namespace AgoraChat.Push;

/// <summary>What a tap on a notification of Agora's channel does.</summary>
/// <remarks>
/// A <see cref="Type"/> without its companion is sent as it is: the far side takes it, and the tap does nothing.
/// Source: "Push notification management", Agora push service.
/// </remarks>
public sealed class AgoraOperation : MessagePart
{
    /// <summary>
    /// The kind of action; default <see cref="AgoraOperationType.LaunchApp"/>. Android and iOS; Easemob's iOS channel
    /// opens no pages.
    /// </summary>
    public AgoraOperationType? Type { get; init; }

    /// <summary>The URL that <see cref="AgoraOperationType.OpenUrl"/> opens.</summary>
    public string? OpenUrl { get; init; }

    /// <summary>The address of the page that <see cref="AgoraOperationType.OpenPage"/> opens.</summary>
    public string? OpenAction { get; init; }

    /// <summary>
    /// The package name or component path of the page that <see cref="AgoraOperationType.OpenPage"/> opens.
    /// </summary>
    public string? OpenActivity { get; init; }
}
