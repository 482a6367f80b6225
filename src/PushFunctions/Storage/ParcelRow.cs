using Azure;
using Azure.Data.Tables;

namespace PushFunctions.Storage;

/// <summary>
/// The ledger's row of one parcel: who holds it, which calls may be in the air, what became of its users.
/// </summary>
public sealed partial class ParcelRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public ParcelState State { get; set; }

    /// <summary>Who holds the parcel: a new name for each pick-up.</summary>
    public string Owner { get; set; } = "";

    /// <summary>Until when the holder has it; afterwards anybody may take it over.</summary>
    public DateTimeOffset Until { get; set; }

    /// <summary>Pick-ups so far.</summary>
    public int Attempt { get; set; }

    public int Round { get; set; }

    public int Count { get; set; }

    public int Batches { get; set; }

    /// <summary>Calls that have their time in the budget's feed, and no slot yet.</summary>
    public int Fed { get; set; }

    /// <summary>Where an ordinary parcel's users lie in the blob.</summary>
    public long Offset { get; set; }

    public int Bytes { get; set; }

    /// <summary>JSON list of the batch numbers whose calls may have been made.</summary>
    public byte[]? Sent { get; set; }

    /// <summary>The outcomes, as <see cref="OutcomeBook"/> writes them.</summary>
    public byte[]? Outcomes { get; set; }

    /// <summary>
    /// JSON list of users, in their order. Of a retry parcel: all. Of an ordinary one: those not accepted, once it is
    /// settled; the others are in the push's list.
    /// </summary>
    public byte[]? Users { get; set; }

    /// <summary>Of a retry parcel: JSON list of <see cref="RetryBatch"/>.</summary>
    public byte[]? Layout { get; set; }

    /// <summary>Of a retry parcel: JSON list of <see cref="RetrySource"/>.</summary>
    public byte[]? Sources { get; set; }

    /// <summary>Of a retry parcel: the first of its plan's parcels, which are numbered one after the other.</summary>
    public int? PlanFirst { get; set; }

    /// <summary>Of a retry parcel: how many parcels its plan has.</summary>
    public int? PlanParcels { get; set; }

    /// <summary>
    /// The bucket at which its retrying users are due; none when there are none or they are handed on.
    /// </summary>
    public DateTimeOffset? Due { get; set; }

    /// <summary>Of a retry parcel: its plan replays users who had ended in an earlier round.</summary>
    public bool IsReplay { get; set; }

    /// <summary>
    /// JSON list of <see cref="PlanSpan"/>: the plans that took users over, the one of those who were due and those of
    /// replays. Each such user is in one parcel of one of them.
    /// </summary>
    public byte[]? HandedOnTo { get; set; }

    /// <summary>When it was settled.</summary>
    public DateTimeOffset? SettledAt { get; set; }

    public DateTimeOffset? PutAgainAt { get; set; }

    /// <summary>Since when its calls were only too fast; none once one of them was taken.</summary>
    public DateTimeOffset? ThrottledSince { get; set; }

    /// <summary>When one of its calls was last taken.</summary>
    public DateTimeOffset? TakenAt { get; set; }

    public int Accepted { get; set; }

    public int Failed { get; set; }

    public int Dead { get; set; }

    public int Expired { get; set; }

    public int Cancelled { get; set; }

    public int Unknown { get; set; }

    public int Retrying { get; set; }

    public int HandedOn { get; set; }

    /// <summary>Users who may have been told twice, but for those of <see cref="TwiceBefore"/>.</summary>
    public int PossiblyTwice { get; set; }

    /// <summary>Of a retry parcel: users whose earlier parcel counts them already as possibly told twice.</summary>
    public int TwiceBefore { get; set; }

    public int Calls { get; set; }
}
