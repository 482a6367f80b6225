using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;

namespace PushFunctions.Storage;

/// <summary>
/// An entry of <c>PushListing</c>: of a push that has ended, or whose time is far. Others are listed from their open
/// rows; the key is the same, so that both are read in one order, by acceptance and the newest first. A partition is a
/// minute of an app.
/// </summary>
public sealed class ListingRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string App { get; set; } = "";

    public string PushId { get; set; } = "";

    public string Type { get; set; } = "";

    /// <summary>Of a push that has not ended only what it was when the row was written.</summary>
    public PushState State { get; set; }

    /// <summary>The row says all that there is to say.</summary>
    [IgnoreDataMember]
    public bool HasEnded => State is PushState.Finished or PushState.Cancelled;

    public int Targets { get; set; }

    /// <inheritdoc cref="PushRow.TaskTo"/>
    public string? TaskTo { get; set; }

    public DateTimeOffset Created { get; set; }

    public DateTimeOffset? SendAt { get; set; }

    /// <summary>By this the cleaner finds those that are old enough to go; null: it has not ended.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The row of a push as it is; it replaces the one that was written earlier.</summary>
    public static ListingRow Of(PushRow push) => new()
    {
        PartitionKey = PartitionOf(push.App, push.OpenRow),
        RowKey = push.OpenRow,
        App = push.App,
        PushId = push.PushId,
        Type = push.Type,
        State = push.ShownState,
        Targets = push.Targets,
        TaskTo = push.TaskTo,
        Created = push.Created,
        SendAt = push.SendAt,
        EndedAt = push.EndedAt,
    };

    /// <summary>Where the row lies that has the key of an open row.</summary>
    public static string PartitionOf(string app, string openRow) => PartitionOf(app, NewestFirst.MinuteOf(openRow));

    /// <param name="minute">As <see cref="NewestFirst"/> counts them.</param>
    public static string PartitionOf(string app, long minute) => $"{app}|{NewestFirst.PartOf(minute)}";
}
