using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgoraChat.Push;

/// <summary>The section <c>fcm</c>: Google's channel by its older interface.</summary>
/// <remarks>
/// What is set here wins over the message's basic members. Source: "Push notification management", FCM.
/// </remarks>
public sealed class FcmSection : MessagePart
{
    /// <summary>An expression of conditions that says who gets it (<c>condition</c>).</summary>
    public string? Condition { get; init; }

    /// <summary>
    /// Of several messages with the same key, a device that comes back gets the last (<c>collapse_key</c>).
    /// </summary>
    public string? CollapseKey { get; init; }

    /// <summary>How urgent it is (<c>priority</c>).</summary>
    public FcmPriority? Priority { get; init; }

    /// <summary>
    /// How long Google keeps it for a device that is off (<c>time_to_live</c>); whole seconds, 0 to 4 weeks, default 4
    /// weeks. A string on the wire.
    /// </summary>
    [JsonConverter(typeof(SecondsForm))]
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>Whether it is checked and not sent (<c>dry_run</c>).</summary>
    public bool? DryRun { get; init; }

    /// <summary>The package name that an app must have to get it (<c>restricted_package_name</c>).</summary>
    public string? RestrictedPackageName { get; init; }

    /// <summary>An object for the app itself (<c>data</c>).</summary>
    public JsonElement? Data { get; init => field = Own(value); }

    /// <summary>What the user sees (<c>notification</c>).</summary>
    public FcmNotification? Notification { get; init; }
}
