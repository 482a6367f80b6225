using System.Text.Json.Serialization;

namespace AgoraChat.Push;

/// <summary>What the user sees on Android of a message of Google's channel.</summary>
/// <remarks>Source: Easemob, "Push notification configuration", FCM V1.</remarks>
public sealed class FcmV1AndroidNotification : MessagePart
{
    /// <summary>The headline; wins over <see cref="FcmV1Notification.Title"/>.</summary>
    public string? Title { get; init; }

    /// <summary>The text; wins over <see cref="FcmV1Notification.Body"/>.</summary>
    public string? Body { get; init; }

    /// <summary>The icon; the app's by default.</summary>
    public string? Icon { get; init; }

    /// <summary>The icon's colour as <c>#rrggbb</c>.</summary>
    [JsonConverter(typeof(ColorForm))]
    public string? Color { get; init; }

    /// <summary>The sound file in the app's <c>/res/raw/</c>.</summary>
    public string? Sound { get; init; }

    /// <summary>A notification with the same tag is replaced.</summary>
    public string? Tag { get; init; }

    /// <summary>The URL of a picture; wins over <see cref="FcmV1Notification.Image"/>.</summary>
    public string? Image { get; init; }

    /// <summary>What a tap does.</summary>
    public string? ClickAction { get; init; }

    /// <summary>The key of a localised text.</summary>
    public string? BodyLocKey { get; init; }

    /// <summary>What fills the gaps of <see cref="BodyLocKey"/>.</summary>
    public IReadOnlyList<string>? BodyLocArgs { get; init; }

    /// <summary>The key of a localised headline.</summary>
    public string? TitleLocKey { get; init; }

    /// <summary>What fills the gaps of <see cref="TitleLocKey"/>.</summary>
    public IReadOnlyList<string>? TitleLocArgs { get; init; }

    /// <summary>The notification channel.</summary>
    public string? ChannelId { get; init; }
}
