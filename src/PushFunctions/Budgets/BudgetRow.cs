using Azure;
using Azure.Data.Tables;

namespace PushFunctions.Budgets;

/// <summary>One budget of one app, shared by all instances and changed only by compare-and-swap.</summary>
public sealed class BudgetRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    /// <summary>The first moment that no slot is reserved for.</summary>
    public DateTimeOffset Next { get; set; } = DateTimeOffset.UnixEpoch;

    /// <summary>The first moment that no dispatcher has fed work for.</summary>
    public DateTimeOffset Feed { get; set; } = DateTimeOffset.UnixEpoch;

    /// <summary>
    /// Rises whenever the far side says that calls come too fast; a slot of an older epoch is not used.
    /// </summary>
    public int Epoch { get; set; }

    /// <summary>The last hold-back, in milliseconds.</summary>
    public long HoldBackMs { get; set; }

    public DateTimeOffset ThrottledAt { get; set; } = DateTimeOffset.UnixEpoch;
}
