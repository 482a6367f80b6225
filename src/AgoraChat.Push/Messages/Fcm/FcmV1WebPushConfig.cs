using System.Text.Json;

namespace AgoraChat.Push;

/// <summary>What is special in browsers about a message of Google's channel.</summary>
/// <remarks>Source: Easemob, "Push notification configuration", FCM V1.</remarks>
public sealed class FcmV1WebPushConfig : MessagePart
{
    /// <summary>An object: the HTTP headers of the web push protocol.</summary>
    public JsonElement? Headers { get; init => field = Own(value); }

    /// <summary>What the user sees.</summary>
    public FcmV1Notification? Notification { get; init; }
}
