using System.Text.Json.Serialization;

namespace PushFunctions.Storage;

/// <summary>Where a push stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PushState>))]
public enum PushState
{
    [JsonStringEnumMemberName("waiting")]
    Waiting,

    [JsonStringEnumMemberName("sending")]
    Sending,

    [JsonStringEnumMemberName("paused")]
    Paused,

    [JsonStringEnumMemberName("stalled")]
    Stalled,

    [JsonStringEnumMemberName("finished")]
    Finished,

    [JsonStringEnumMemberName("cancelled")]
    Cancelled,
}

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

    Cancelled,

    Expired,
}

/// <summary>What became of one user.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UserOutcome>))]
public enum UserOutcome
{
    [JsonStringEnumMemberName("pending")]
    Pending,

    [JsonStringEnumMemberName("accepted")]
    Accepted,

    [JsonStringEnumMemberName("retrying")]
    Retrying,

    [JsonStringEnumMemberName("failed")]
    Failed,

    [JsonStringEnumMemberName("dead")]
    Dead,

    [JsonStringEnumMemberName("expired")]
    Expired,

    [JsonStringEnumMemberName("cancelled")]
    Cancelled,

    [JsonStringEnumMemberName("unknown")]
    Unknown,
}
