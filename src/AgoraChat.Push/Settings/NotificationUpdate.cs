namespace AgoraChat.Push;

/// <summary>What to change about when a user gets pushes; what is null stays as it is.</summary>
public sealed record NotificationUpdate
{
    /// <summary>The longest that pushes can be muted for.</summary>
    public static readonly TimeSpan MaxMute = TimeSpan.FromDays(7);

    /// <summary>For which messages; <see cref="NotificationMode.Default"/> for conversations only.</summary>
    public NotificationMode? Mode
    {
        get;
        init => field = value is null || Enum.IsDefined(value.Value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A mode is 0 to 3.");
    }

    /// <summary>
    /// The daily time without pushes, for the whole app only; new ones replace the old, <see cref="QuietHours.Off"/>
    /// ends them.
    /// </summary>
    public QuietHours? QuietHours { get; init; }

    /// <summary>
    /// No pushes from now on for this long, once; 0 (not any longer) to 7 days. Parts of a millisecond count as one.
    /// </summary>
    public TimeSpan? MuteFor
    {
        get;
        init => field = value is null || (value >= TimeSpan.Zero && value <= MaxMute)
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value), value, $"Pushes are muted for {value}; 0 to 7 days are allowed.");
    }
}
