namespace AgoraChat.Push;

/// <summary>What to change about a user's pushes; what is null stays as it is.</summary>
public sealed record UserUpdate
{
    /// <summary>Most characters of a display name.</summary>
    public const int MaxDisplayNameLength = 100;

    /// <summary>The name that pushes of this user's messages show; at most 100 characters.</summary>
    public string? DisplayName
    {
        get;
        init => field = value is null ? null : Arguments.Length(value, 0, MaxDisplayNameLength, "display name");
    }

    /// <summary>What the pushes to this user show.</summary>
    public DisplayStyle? DisplayStyle
    {
        get;
        init => field = value is null || Enum.IsDefined(value.Value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A display style is 0 or 1.");
    }

    /// <summary>The daily hours without pushes, by the older interface.</summary>
    public NoDisturbing? NoDisturbing { get; init; }
}
