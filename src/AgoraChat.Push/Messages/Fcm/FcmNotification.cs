namespace AgoraChat.Push;

/// <summary>What the user sees of a message of Google's channel, by its older interface.</summary>
/// <remarks>Source: "Push notification management", FCM.</remarks>
public sealed class FcmNotification : MessagePart
{
    /// <summary>The headline.</summary>
    public string? Title { get; init; }

    /// <summary>The text.</summary>
    public string? Body { get; init; }

    /// <summary>
    /// The notification channel (<c>android_channel_id</c>); when the app has not created it, the one of its manifest.
    /// </summary>
    public string? AndroidChannelId { get; init; }

    /// <summary>The icon. Documented by Easemob.</summary>
    public string? Icon { get; init; }

    /// <summary>The sound file in the app's <c>/res/raw/</c>, such as <c>ring.mp3</c>.</summary>
    public string? Sound { get; init; }

    /// <summary>A notification with the same tag is replaced.</summary>
    public string? Tag { get; init; }

    /// <summary>The icon's colour.</summary>
    public string? Color { get; init; }

    /// <summary>A tap starts the Activity whose intent filter matches this (<c>click_action</c>).</summary>
    public string? ClickAction { get; init; }

    /// <summary>The key of a localised headline (<c>title_loc_key</c>).</summary>
    public string? TitleLocKey { get; init; }

    /// <summary>What fills the gaps of <see cref="TitleLocKey"/> (<c>title_loc_args</c>).</summary>
    public IReadOnlyList<string>? TitleLocArgs { get; init; }

    /// <summary>The key of a localised text (<c>body_loc_key</c>).</summary>
    public string? BodyLocKey { get; init; }

    /// <summary>What fills the gaps of <see cref="BodyLocKey"/> (<c>body_loc_args</c>).</summary>
    public IReadOnlyList<string>? BodyLocArgs { get; init; }
}
