using System.Text.Json;

namespace AgoraChat.Push;

/// <summary>What is special on iOS about a message of Google's channel.</summary>
/// <remarks>Source: Easemob, "Push notification configuration", FCM V1.</remarks>
public sealed class FcmV1ApnsConfig : MessagePart
{
    /// <summary>An object: Apple's HTTP headers, such as <c>apns-push-type</c>.</summary>
    public JsonElement? Headers { get; init => field = Own(value); }

    /// <summary>An object: Apple's payload, <c>aps</c> and the caller's own members.</summary>
    public JsonElement? Payload { get; init => field = Own(value); }
}
