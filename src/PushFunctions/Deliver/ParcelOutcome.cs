namespace PushFunctions.Deliver;

/// <summary>How far the calls of a parcel came.</summary>
public abstract record ParcelOutcome
{
    private ParcelOutcome()
    {
    }

    /// <summary>Every user is decided on.</summary>
    public sealed record Decided : ParcelOutcome;

    /// <summary>Some are not, and the push is paused or stalled.</summary>
    public sealed record Paused : ParcelOutcome;

    /// <summary>Some are not; the parcel is to be given back for this long.</summary>
    public sealed record Unfinished(TimeSpan Wait) : ParcelOutcome;
}
