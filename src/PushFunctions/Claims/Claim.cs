namespace PushFunctions.Claims;

/// <summary>What came of trying to take a parcel.</summary>
public abstract record Claim
{
    private Claim()
    {
    }

    /// <summary>This process holds it.</summary>
    public sealed record Taken(HeldParcel Held) : Claim;

    /// <summary>Another process holds it; come back after the wait.</summary>
    public sealed record Busy(TimeSpan Wait) : Claim;

    /// <summary>The push is paused. The message is not needed: whoever resumes it puts another.</summary>
    public sealed record Resting : Claim;

    /// <summary>Every user has an outcome already.</summary>
    public sealed record Over : Claim;
}
