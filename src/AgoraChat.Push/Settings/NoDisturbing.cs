namespace AgoraChat.Push;

/// <summary>The daily hours without pushes of the older interface; <see cref="QuietHours"/> is the newer.</summary>
/// <remarks>
/// Equal hours are the whole day, a start after the end goes over midnight. Source: Easemob, "Set do-not-disturb mode".
/// </remarks>
public sealed record NoDisturbing
{
    internal NoDisturbing() { }

    /// <summary>No hours without pushes.</summary>
    public static NoDisturbing Off { get; } = new() { IsOn = false };

    public bool IsOn { get; internal init; }

    /// <summary>0 to 23, inclusive; null when not told.</summary>
    public int? StartHour { get; internal init; }

    /// <summary>0 to 23, exclusive; null when not told.</summary>
    public int? EndHour { get; internal init; }

    /// <summary>No pushes from one hour to another.</summary>
    /// <param name="startHour">0 to 23; from here on no pushes.</param>
    /// <param name="endHour">0 to 23; from here on pushes again.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such hour.</exception>
    public static NoDisturbing Between(int startHour, int endHour) => new()
    {
        IsOn = true,
        StartHour = Arguments.Range(startHour, 0, 23, "start hour"),
        EndHour = Arguments.Range(endHour, 0, 23, "end hour"),
    };
}
