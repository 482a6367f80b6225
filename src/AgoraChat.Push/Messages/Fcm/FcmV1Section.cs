using System.Text.Json;

namespace AgoraChat.Push;

/// <summary>The section <c>fcmV1</c>: Google's channel by its newer interface.</summary>
/// <remarks>
/// Documented by Easemob only; whether an Agora cluster takes it is not known. What is set here wins over the message's
/// basic members. Source: Easemob, "Push notification configuration", FCM V1.
/// </remarks>
public sealed class FcmV1Section : MessagePart
{
    /// <summary>Whether it is shown, given to the app, or both.</summary>
    public FcmV1Type? Type { get; init; }

    /// <summary>An object for the app itself, of strings.</summary>
    public JsonElement? Data { get; init => field = Own(value); }

    /// <summary>What the user sees, on all platforms.</summary>
    public FcmV1Notification? Notification { get; init; }

    /// <summary>What is special on Android.</summary>
    public FcmV1AndroidConfig? AndroidConfig { get; init; }

    /// <summary>What is special in browsers.</summary>
    public FcmV1WebPushConfig? WebPushConfig { get; init; }

    /// <summary>What is special on iOS.</summary>
    public FcmV1ApnsConfig? ApnsConfig { get; init; }

    /// <summary>An object of further options, key and value.</summary>
    public JsonElement? Options { get; init => field = Own(value); }

    /// <summary>The condition under which it is sent.</summary>
    public string? Condition { get; init; }
}
