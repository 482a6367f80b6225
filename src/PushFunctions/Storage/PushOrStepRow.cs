using System.Runtime.Serialization;

namespace PushFunctions.Storage;

/// <summary>What a query of a push and its steps finds: either.</summary>
internal sealed class PushOrStepRow : PushRow
{
    /// <summary>See <see cref="StepRow.Cut"/>.</summary>
    public byte[]? Cut { get; set; }

    /// <summary>See <see cref="StepRow.Due"/>.</summary>
    public DateTimeOffset? Due { get; set; }

    [IgnoreDataMember]
    public bool IsPush => RowKey == LedgerKey.Push;

    public StepRow ToStep() => new()
    {
        PartitionKey = PartitionKey,
        RowKey = RowKey,
        Timestamp = Timestamp,
        ETag = ETag,
        Cut = Cut!,
        Due = Due!.Value,
        PutAgainAt = PutAgainAt,
    };
}
