namespace AgoraChat.Push;

/// <summary>What the user sees of a message of Google's channel, on all platforms and in browsers.</summary>
/// <remarks>Source: Easemob, "Push notification configuration", FCM V1.</remarks>
public sealed class FcmV1Notification : MessagePart
{
    /// <summary>The headline.</summary>
    public string? Title { get; init; }

    /// <summary>The text.</summary>
    public string? Body { get; init; }

    /// <summary>The URL of a picture of at most 1 MB.</summary>
    public string? Image { get; init; }
}
