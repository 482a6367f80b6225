using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace PushFunctions.Storage;

/// <summary>
/// An entry of <c>PushIndex</c>, which the watchdog, hosts and listings read: partitions <c>open</c>, <c>held</c> and
/// <c>due|{hour}</c>.
/// </summary>
public sealed class IndexRow : ITableEntity
{
    public const string Open = "open";
    public const string DuePrefix = "due|";

    /// <summary>Partition of the pushes that are paused or cancelled, by their ids.</summary>
    public const string Held = "held";

    /// <summary>Partition of what the watchdog counted; its row <c>open</c> holds the number of open pushes.</summary>
    public const string Stats = "stats";

    /// <summary>By then no request that is still on its way can name a row that it wrote.</summary>
    public static readonly TimeSpan OrphanAge = TimeSpan.FromMinutes(5);

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

    /// <summary>Of a due row: the span in which its users were put off.</summary>
    public string? TraceParent { get; set; }

    /// <summary>
    /// Of a due row: its bucket lay too far ahead for a queue, and the watchdog puts its step when it is near.
    /// </summary>
    public bool? IsFar { get; set; }

    /// <summary>The type of the push, by which listings find it.</summary>
    public string? Type { get; set; }

    /// <summary>
    /// Of a row of <see cref="Held"/>: the key of the push's open row, which is its place in listings.
    /// </summary>
    public string? OpenRow { get; set; }

    /// <summary>Of an open row: the push is of one parcel, and has no steps that would be read with it.</summary>
    public bool? IsSingle { get; set; }

    /// <summary>Of the row of <see cref="Stats"/>: how many there are.</summary>
    public int? Count { get; set; }

    /// <summary>Of the row of <see cref="Stats"/>: since when the oldest of them is open.</summary>
    public DateTimeOffset? OldestOpen { get; set; }

    /// <summary>
    /// Of the row of <see cref="Stats"/>: when those were due who should have been tried again first, if that is late.
    /// </summary>
    public DateTimeOffset? OldestDue { get; set; }

    public DateTimeOffset? PutAgainAt { get; set; }

    /// <summary>
    /// Whether a row that no push names was left by a request that died, or that lost to its twin; a younger one may be
    /// named soon.
    /// </summary>
    public bool IsOrphan(DateTimeOffset now) => At + OrphanAge < now;

    /// <summary>
    /// A row key that nobody else has, the newest first: of two who make the same push at the same tick, each deletes
    /// its own row only.
    /// </summary>
    public static string NewOpenKey(string pushId, DateTimeOffset accepted) =>
        $"{NewestFirst.KeyOf(accepted)}|{pushId}|{Guid.NewGuid():N}";

    /// <summary>The row that <see cref="PushRow.OpenKey"/> names.</summary>
    public static IndexRow ForOpen(PushRow push) => new()
    {
        PartitionKey = Open,
        RowKey = push.OpenKey,
        App = push.App,
        PushId = push.PushId,
        At = push.Created,
        Type = push.Type,
        IsSingle = push.IsSingle,
        OpenRow = push.Round == 0 ? null : push.OpenRow,
    };

    /// <summary>The row of a push that is about to be replayed.</summary>
    /// <param name="push">The push, its new round in it.</param>
    /// <param name="now">An orphan is told from one that is named soon by it.</param>
    public static IndexRow ForReplay(PushRow push, DateTimeOffset now)
    {
        var row = ForOpen(push);
        row.At = now;
        return row;
    }

    /// <summary>The name by which hosts learn that a push is not to be sent.</summary>
    public static IndexRow ForHeld(PushRow push, DateTimeOffset now) => new()
    {
        PartitionKey = Held,
        RowKey = push.PushId,
        App = push.App,
        PushId = push.PushId,
        At = now,
        Type = push.Type,
        OpenRow = push.OpenRow,
    };

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

    public static string DuePartition(DateTimeOffset bucket) =>
        string.Create(CultureInfo.InvariantCulture, $"{DuePrefix}{bucket.UtcDateTime:yyyyMMddHH}");

    /// <summary>The beginning that the row keys of one push and bucket share.</summary>
    public static string DuePrefixOf(DateTimeOffset bucket, string pushId) => $"{TimeKey(bucket)}|{pushId}|";

    /// <summary>A moment as it begins a row key: in the order of time.</summary>
    public static string TimeKey(DateTimeOffset time) => time.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);
}
