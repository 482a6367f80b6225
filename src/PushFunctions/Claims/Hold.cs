namespace PushFunctions.Claims;

/// <summary>Whether a push may be sent now.</summary>
public enum Hold
{
    None,

    /// <summary>Paused or stalled. Not now: whoever resumes it puts its parcels again.</summary>
    Paused,

    /// <summary>Not any more.</summary>
    Cancelled,
}
