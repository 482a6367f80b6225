namespace AgoraChat.Push;

/// <summary>When a user gets pushes: quiet hours and muting win over the mode.</summary>
public sealed record NotificationState
{
    /// <summary>Null when none is set.</summary>
    public NotificationMode? Mode { get; init; }

    /// <summary>The daily time without pushes; null when there is none.</summary>
    public QuietHours? QuietHours { get; init; }

    /// <summary>Until when pushes are muted; null when they are not. May be over already.</summary>
    public DateTimeOffset? MutedUntil { get; init; }
}
