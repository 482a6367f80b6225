using System.Text.Json.Serialization;

namespace AgoraChat.Push;

/// <summary>The section <c>agora</c>: how Agora's own channel shows the notification.</summary>
/// <remarks>
/// What is set here wins over the message's basic members. Easemob calls this section <c>easemob</c>; one of that name
/// travels in <see cref="PushMessage.Extra"/>. Source: "Push notification management", Agora push service.
/// </remarks>
public sealed class AgoraSection : MessagePart
{
    /// <summary>The headline, instead of the message's. Android and iOS.</summary>
    public string? Title { get; init; }

    /// <summary>The second headline, instead of the message's. iOS.</summary>
    public string? SubTitle { get; init; }

    /// <summary>The text, instead of the message's. Android and iOS.</summary>
    public string? Content { get; init; }

    /// <summary>The URL of the icon. Android and iOS.</summary>
    public string? IconUrl { get; init; }

    /// <summary>
    /// True (the default) shows a notification; false passes the data on and shows nothing. Android and iOS.
    /// </summary>
    public bool? NeedNotification { get; init; }

    /// <summary>What the badge on the app's icon shows. Android and iOS.</summary>
    public Badge? Badge { get; init; }

    /// <summary>What a tap on the notification does; by default it launches the app. Android and iOS.</summary>
    public AgoraOperation? Operation { get; init; }

    /// <summary>
    /// The notification channel; default <c>chat</c>. One that the device does not have is created from
    /// <see cref="ChannelName"/> and <see cref="ChannelLevel"/>. Android.
    /// </summary>
    public string? ChannelId { get; init; }

    /// <summary>The name of a channel that is created; default <c>message</c>. Android.</summary>
    public string? ChannelName { get; init; }

    /// <summary>
    /// The importance of a channel that is created; default <see cref="AgoraChannelLevel.Medium"/>. Android.
    /// </summary>
    public AgoraChannelLevel? ChannelLevel { get; init; }

    /// <summary>Whether a tap takes the notification away; default true. Android; 0 or 1 on the wire.</summary>
    [JsonConverter(typeof(FlagForm))]
    public bool? AutoCancel { get; init; }

    /// <summary>
    /// When the notification disappears, to the millisecond; from 1970 on. Android and iOS; Unix milliseconds on the
    /// wire.
    /// </summary>
    public DateTimeOffset? ExpiresTime { get; init; }

    /// <summary>Whether a sound plays; default false. Android and iOS; 0 or 1 on the wire.</summary>
    [JsonConverter(typeof(FlagForm))]
    public bool? Sound { get; init; }

    /// <summary>Whether the device vibrates; default false. Android and iOS; 0 or 1 on the wire.</summary>
    [JsonConverter(typeof(FlagForm))]
    public bool? Vibrate { get; init; }

    /// <summary>How the notification looks; default <see cref="AgoraStyle.Normal"/>. Android and iOS.</summary>
    public AgoraStyle? Style { get; init; }

    /// <summary>The long text; required for <see cref="AgoraStyle.BigText"/>. Android and iOS.</summary>
    public string? BigTxt { get; init; }

    /// <summary>The picture's URL; required for <see cref="AgoraStyle.BigPicture"/>. Android.</summary>
    public string? BigPicture { get; init; }

    /// <summary>
    /// The notification's id, random by default; a later notification with the same id replaces the earlier one.
    /// Android and iOS.
    /// </summary>
    public long? Id { get; init; }
}
