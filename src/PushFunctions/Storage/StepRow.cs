using System.Text.Json;
using Azure;
using Azure.Data.Tables;

namespace PushFunctions.Storage;

/// <summary>
/// One feed step and its cut, written before the parcels are put, so that each of them can be put again.
/// </summary>
public sealed class StepRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    /// <summary>JSON list of <see cref="ParcelCut"/>.</summary>
    public byte[] Cut { get; set; } = [];

    /// <summary>When the step's first call is expected.</summary>
    public DateTimeOffset Due { get; set; }

    public DateTimeOffset? PutAgainAt { get; set; }

    public IReadOnlyList<ParcelCut> ReadCut() =>
        JsonSerializer.Deserialize(Cut, StorageJson.Relaxed.IReadOnlyListParcelCut)!;
}
