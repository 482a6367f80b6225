using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgoraChat.Push;

/// <summary>The section <c>apns</c>: headers and payload of Apple's channel. All of it is for iOS.</summary>
/// <remarks>
/// What is set here wins over the message's basic members. The live activities and the interruption level are
/// documented by Easemob only. Source: "Push notification management", APNs.
/// </remarks>
public sealed class ApnsSection : MessagePart
{
    /// <summary>
    /// How long Apple keeps the notification for a device that is off (<c>apns-expiration</c>); whole milliseconds,
    /// 0 to 2,147,483,647.
    /// </summary>
    [JsonConverter(typeof(MillisecondsForm))]
    public TimeSpan? InvalidationTime { get; init; }

    /// <summary>Whether the device's battery is spared (<c>apns-priority</c>).</summary>
    public ApnsPriority? Priority { get; init; }

    /// <summary>Whether it is shown (<c>apns-push-type</c>); default <see cref="ApnsPushType.Alert"/>.</summary>
    public ApnsPushType? PushType { get; init; }

    /// <summary>Notifications with the same identifier are shown as one (<c>apns-collapse-id</c>).</summary>
    public string? CollapseId { get; init; }

    /// <summary>The notification's own identifier (<c>apns-id</c>).</summary>
    public string? ApnsId { get; init; }

    /// <summary>The number on the app's icon (<c>badge</c>); 0 or more.</summary>
    public int? Badge { get; init; }

    /// <summary>
    /// The sound file (<c>sound</c>), such as <c>test.caf</c>: at most 30 seconds of aiff, wav or caf in the app's
    /// <c>/Library/Sounds</c>.
    /// </summary>
    public string? Sound { get; init; }

    /// <summary>Whether the app's extension may change the notification (<c>mutable-content</c>).</summary>
    public bool? MutableContent { get; init; }

    /// <summary>Whether the app is woken in the background (<c>content-available</c>).</summary>
    public bool? ContentAvailable { get; init; }

    /// <summary>The notification's type (<c>category</c>).</summary>
    public string? CategoryName { get; init; }

    /// <summary>Groups notifications (<c>thread-id</c>).</summary>
    public string? ThreadId { get; init; }

    /// <summary>The headline, instead of the message's (<c>title</c>).</summary>
    public string? Title { get; init; }

    /// <summary>The second headline, instead of the message's (<c>subtitle</c>).</summary>
    public string? SubTitle { get; init; }

    /// <summary>The text, instead of the message's (<c>body</c>).</summary>
    public string? Content { get; init; }

    /// <summary>The key of a localised headline (<c>title-loc-key</c>).</summary>
    public string? TitleLocKey { get; init; }

    /// <summary>What fills the gaps of <see cref="TitleLocKey"/> (<c>title-loc-args</c>).</summary>
    public IReadOnlyList<string>? TitleLocArgs { get; init; }

    /// <summary>The key of a localised second headline (<c>subtitle-loc-key</c>).</summary>
    public string? SubTitleLocKey { get; init; }

    /// <summary>What fills the gaps of <see cref="SubTitleLocKey"/> (<c>subtitle-loc-args</c>).</summary>
    public IReadOnlyList<string>? SubTitleLocArgs { get; init; }

    /// <summary>The key of a localised text (<c>loc-key</c>).</summary>
    public string? BodyLocKey { get; init; }

    /// <summary>What fills the gaps of <see cref="BodyLocKey"/> (<c>loc-args</c>).</summary>
    public IReadOnlyList<string>? BodyLocArgs { get; init; }

    /// <summary>An object of the caller's own, beside Apple's members in the payload.</summary>
    public JsonElement? Ext { get; init => field = Own(value); }

    /// <summary>The file that is shown while the app starts (<c>launch-image</c>).</summary>
    public string? LaunchImage { get; init; }

    /// <summary>How far it interrupts (<c>interruption-level</c>).</summary>
    public ApnsInterruptionLevel? InterruptionLevel { get; init; }

    /// <summary>What happens to a live activity (<c>event</c>).</summary>
    public ApnsLiveActivityEvent? LiveActivityEvent { get; init; }

    /// <summary>When a live activity's update was made (<c>timestamp</c>); Apple counts seconds since 1970.</summary>
    public long? Timestamp { get; init; }

    /// <summary>
    /// When an ended live activity leaves the lock screen (<c>dismissal-date</c>), after 4 hours by default; Apple
    /// counts seconds since 1970.
    /// </summary>
    public long? DismissalDate { get; init; }

    /// <summary>When a live activity counts as stale (<c>stale-date</c>); Apple counts seconds since 1970.</summary>
    public long? StaleDate { get; init; }

    /// <summary>The name of the type of <see cref="Attributes"/> (<c>attributes-type</c>).</summary>
    public string? AttributesType { get; init; }

    /// <summary>An object: the attributes of a live activity (<c>attributes</c>).</summary>
    public JsonElement? Attributes { get; init => field = Own(value); }

    /// <summary>An object: the content of a live activity (<c>content-state</c>).</summary>
    public JsonElement? ContentState { get; init => field = Own(value); }
}
