using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace PushFunctions.Storage;

/// <summary>
/// An entry of <c>PushIndex</c>, which the watchdog, hosts and listings read: partitions <c>open</c>, <c>scheduled</c>,
/// <c>held</c>, <c>due|{hour}</c> and <c>day|{date}</c>.
/// </summary>
public sealed class IndexRow : ITableEntity
{
    public const string Open = "open";
    public const string Scheduled = "scheduled";
    public const string DuePrefix = "due|";

    /// <summary>Partition of the pushes that are paused or cancelled, by their ids.</summary>
    public const string Held = "held";

    /// <summary>Partition of what the watchdog counted; its row <c>open</c> holds the number of open pushes.</summary>
    public const string Stats = "stats";

    private static readonly TimeSpan OrphanAge = TimeSpan.FromMinutes(5);

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string App { get; set; } = "";

    public string PushId { get; set; } = "";

    /// <summary>When the push was accepted or, of a due row, its bucket.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>Of a due row: partition and key of the ledger row whose users are due.</summary>
    public string? LedgerPartition { get; set; }

    public string? LedgerRow { get; set; }

    /// <summary>Of a day row: what a listing shows.</summary>
    public string? Type { get; set; }

    public string? State { get; set; }

    public int? Targets { get; set; }

    public DateTimeOffset? PutAgainAt { get; set; }

    /// <summary>
    /// Whether a row that no push names was left by a request that died, or that lost to its twin; a younger one may be
    /// named soon.
    /// </summary>
    public bool IsOrphan(DateTimeOffset now) => At + OrphanAge < now;

    /// <summary>
    /// A row key that nobody else has: of two who make the same push at the same tick, each deletes its own row only.
    /// </summary>
    public static string NewOpenKey(string pushId, DateTimeOffset accepted) =>
        $"{TimeKey(accepted)}|{pushId}|{Guid.NewGuid():N}";

    /// <summary>The row that <see cref="PushRow.OpenRow"/> names.</summary>
    public static IndexRow ForOpen(PushRow push) => new()
    {
        PartitionKey = Open,
        RowKey = push.OpenRow,
        App = push.App,
        PushId = push.PushId,
        At = push.Created,
    };

    /// <summary>The name by which hosts learn that a push is not to be sent.</summary>
    public static IndexRow ForHeld(PushRow push, DateTimeOffset now) => new()
    {
        PartitionKey = Held,
        RowKey = push.PushId,
        App = push.App,
        PushId = push.PushId,
        At = now,
    };

    /// <summary>
    /// The row of a push whose time is far: in the order of these times, with the key of the open row that follows it.
    /// </summary>
    public static IndexRow ForScheduled(PushRow push) => new()
    {
        PartitionKey = Scheduled,
        RowKey = ScheduledKey(push),
        App = push.App,
        PushId = push.PushId,
        At = push.Created,
    };

    public static string ScheduledKey(PushRow push) => $"{TimeKey(push.Begins)}|{push.OpenRow}";

    public static IndexRow ForDue(
        string app, string pushId, DateTimeOffset bucket, string ledgerPartition, string ledgerRow) => new()
        {
            PartitionKey = DuePartition(bucket),
            // A segment's number is in the parcel's, so the row key alone names the parcel;
            // | is no key's forbidden letter.
            RowKey = $"{DuePrefixOf(bucket, pushId)}{ledgerRow}",
            App = app,
            PushId = pushId,
            At = bucket,
            LedgerPartition = ledgerPartition,
            LedgerRow = ledgerRow,
        };

    /// <summary>Newest first: the rows of a day, and the days, are read in the order of their keys.</summary>
    public static IndexRow ForDay(PushRow push) => new()
    {
        PartitionKey = string.Create(CultureInfo.InvariantCulture, $"day|{push.Created.UtcDateTime:yyyyMMdd}"),
        RowKey = $"{Inverted(push.Created)}|{push.PushId}",
        App = push.App,
        PushId = push.PushId,
        At = push.Created,
        Type = push.Type,
        State = push.State.ToString(),
        Targets = push.Targets,
    };

    public static string DuePartition(DateTimeOffset bucket) =>
        string.Create(CultureInfo.InvariantCulture, $"{DuePrefix}{bucket.UtcDateTime:yyyyMMddHH}");

    /// <summary>The beginning that the row keys of one push and bucket share.</summary>
    public static string DuePrefixOf(DateTimeOffset bucket, string pushId) => $"{TimeKey(bucket)}|{pushId}|";

    /// <summary>A moment as it begins a row key: in the order of time.</summary>
    public static string TimeKey(DateTimeOffset time) => time.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);

    private static string Inverted(DateTimeOffset time) =>
        (DateTime.MaxValue.Ticks - time.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);
}
