using System.Runtime.Serialization;
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

    /// <summary>The pushes that are being fed; see <see cref="Budgets.FeedingPushes"/>.</summary>
    public string? FeedingPushes { get; set; }

    /// <summary>The time between slots by which <see cref="Feed"/> was reckoned, in ticks.</summary>
    public long FeedSpacing { get; set; }

    /// <summary>
    /// Rises whenever the far side says that calls come too fast; a slot of an older epoch is not used.
    /// </summary>
    public int Epoch { get; set; }

    /// <summary>The first slot of the epoch; null: none is taken yet.</summary>
    public DateTimeOffset? EpochFrom { get; set; }

    /// <summary>The last hold-back, in milliseconds, as far as nobody asked for a longer one.</summary>
    public long HoldBackMs { get; set; }

    public DateTimeOffset ThrottledAt { get; set; } = DateTimeOffset.UnixEpoch;

    /// <summary>The end of the last hold-back.</summary>
    public DateTimeOffset HeldUntil { get; set; } = DateTimeOffset.UnixEpoch;

    /// <summary>Calls per minute that were left at the last refusal; 0: there was none.</summary>
    public double Effective { get; set; }

    /// <summary>Calls per minute that the far side was seen to take before it refused one.</summary>
    public double Granted { get; set; }

    /// <summary>Where room was last made behind a call that left late; see <see cref="LateCalls"/>.</summary>
    public DateTimeOffset RoomFrom { get; set; } = DateTimeOffset.UnixEpoch;

    /// <summary>How much room that was, in ticks.</summary>
    public long Room { get; set; }

    /// <summary>Of a limit that was put, here and in the next two; none of them: the setting holds.</summary>
    public int? CallsPerSecond { get; set; }

    public int? CallsPerMinute { get; set; }

    public int? CallsPerDay { get; set; }

    /// <summary>The version of the limit that was put.</summary>
    public string? PutVersion { get; set; }

    /// <summary>Places that are taken; see <see cref="Budgets.Places"/>.</summary>
    public string? Places { get; set; }

    /// <summary>Whether the calls of this budget count in a total as well that was put.</summary>
    public bool HasTotal { get; set; }

    /// <summary>Slots taken lately, by parts of a window; see <see cref="RecentUse"/>.</summary>
    public byte[]? Used { get; set; }

    /// <summary>The number of the first of these parts.</summary>
    public long UsedFrom { get; set; }

    /// <summary>The window that they are parts of, in milliseconds.</summary>
    public int UsedWindowMs { get; set; }

    /// <summary>The UTC day that <see cref="DayUsed"/> is of, as days since 1970.</summary>
    public int Day { get; set; }

    /// <summary>Slots taken of that day.</summary>
    public int DayUsed { get; set; }

    /// <summary>Days that are booked; see <see cref="DayBookings"/>.</summary>
    public byte[]? Booked { get; set; }

    /// <summary>Calls per minute that went before what is fed; see <see cref="CallsBeside"/>.</summary>
    public double BesidePerMinute { get; set; }

    /// <summary>When it was reckoned.</summary>
    public DateTimeOffset BesideAt { get; set; } = DateTimeOffset.UnixEpoch;

    /// <summary>The limit that was put.</summary>
    [IgnoreDataMember]
    public BudgetLimit PutLimit
    {
        get => new(CallsPerSecond, CallsPerMinute, CallsPerDay);
        set => (CallsPerSecond, CallsPerMinute, CallsPerDay) =
            (value.CallsPerSecond, value.CallsPerMinute, value.CallsPerDay);
    }

    /// <summary>A row of its own with the same columns; no list in it is ever changed, only replaced.</summary>
    public BudgetRow Copy() => (BudgetRow)MemberwiseClone();
}
