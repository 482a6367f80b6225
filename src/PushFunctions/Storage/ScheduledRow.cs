using System.Globalization;
using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;

namespace PushFunctions.Storage;

/// <summary>
/// An entry of <c>PushSchedule</c>: a push whose time is far. Partitions follow each other as these times do, by the
/// second, so that the watchdog asks for all that come before a moment; the row key is that of its open row.
/// </summary>
public sealed class ScheduledRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string App { get; set; } = "";

    public string PushId { get; set; } = "";

    /// <summary>When the push was accepted.</summary>
    public DateTimeOffset Created { get; set; }

    /// <summary>The key of the push's row in listings, and of the open row that it gets.</summary>
    [IgnoreDataMember]
    public string OpenRow => RowKey;

    /// <inheritdoc cref="IndexRow.IsOrphan"/>
    public bool IsOrphan(DateTimeOffset now) => Created + IndexRow.OrphanAge < now;

    public static ScheduledRow Of(PushRow push) => new()
    {
        PartitionKey = PartitionOf(push),
        RowKey = push.OpenRow,
        App = push.App,
        PushId = push.PushId,
        Created = push.Created,
    };

    /// <summary>
    /// Many events name the same moment, so a second has as many partitions as an id's first letter has values.
    /// </summary>
    public static string PartitionOf(PushRow push) => $"{SecondKey(push.Begins)}|{push.PushId[0]}";

    /// <summary>What the partitions of all pushes that begin before this second come before.</summary>
    public static string PartitionsBefore(DateTimeOffset moment) => SecondKey(moment);

    private static string SecondKey(DateTimeOffset moment) =>
        string.Create(CultureInfo.InvariantCulture, $"{moment.UtcDateTime:yyyyMMddHHmmss}");
}
