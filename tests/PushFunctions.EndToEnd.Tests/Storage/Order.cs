using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;

namespace PushFunctions.EndToEnd.Tests.Storage;

/// <summary>A row with a column of every type that a class can have.</summary>
public sealed class Order : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string? Note { get; set; }

    public bool Paid { get; set; }

    public int Count { get; set; }

    public long Cents { get; set; }

    public double Weight { get; set; }

    public Guid Id { get; set; }

    public DateTimeOffset Placed { get; set; }

    public DateTime Shipped { get; set; } = DateTime.UnixEpoch;

    public byte[] Seal { get; set; } = [];

    public BinaryData? Label { get; set; }

    public OrderState State { get; set; }

    public bool? MaybePaid { get; set; }

    public int? MaybeCount { get; set; }

    public long? MaybeCents { get; set; }

    public double? MaybeWeight { get; set; }

    public Guid? MaybeId { get; set; }

    public DateTimeOffset? MaybePlaced { get; set; }

    public DateTime? MaybeShipped { get; set; }

    public OrderState? MaybeState { get; set; }

    [DataMember(Name = "renamed")]
    public string? Renamed { get; init; }

    [IgnoreDataMember]
    public decimal Ignored { get; set; }

    /// <summary>Written, as it can be read; never read back, as it cannot be set.</summary>
    public string Derived => $"{Count} of {Note}";
}

/// <summary>Where an order stands.</summary>
public enum OrderState
{
    Open,
    Sent,
}
