namespace PushFunctions.Storage;

/// <summary>Where a parcel stands in the ledger.</summary>
public enum ParcelState
{
    /// <summary>A retry parcel that is written down and not yet picked up.</summary>
    Planned,

    /// <summary>A process holds it; none of its calls may be in the air.</summary>
    Claimed,

    /// <summary>Calls of the batches named in <c>Sent</c> may be in the air.</summary>
    Sending,

    /// <summary>Given back; whoever finds its message may take it.</summary>
    Released,

    /// <summary>Every user has an outcome.</summary>
    Settled,
}
