using System.Text.Json.Serialization;

namespace AgoraChat.Push;

/// <summary>What is special on Android about a message of Google's channel.</summary>
/// <remarks>Source: Easemob, "Push notification configuration", FCM V1.</remarks>
public sealed class FcmV1AndroidConfig : MessagePart
{
    /// <summary>
    /// Of several messages with the same key, a device that comes back gets the last; at most 4 different keys at a
    /// time.
    /// </summary>
    public string? CollapseKey { get; init; }

    /// <summary>How urgent it is.</summary>
    public FcmV1Priority? Priority { get; init; }

    /// <summary>
    /// How long Google keeps it for a device that is off, to 100 ns; 0 or more, default 4 weeks. Seconds on the wire,
    /// such as <c>"3.5s"</c>; decimals beyond the seventh are cut when read.
    /// </summary>
    [JsonConverter(typeof(SecondsWithUnitForm))]
    public TimeSpan? Ttl { get; init; }

    /// <summary>Whether the app gets it while the device is in direct boot.</summary>
    public bool? DirectBootOk { get; init; }

    /// <summary>What the user sees on Android.</summary>
    public FcmV1AndroidNotification? AndroidNotification { get; init; }
}
