using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;

namespace PushFunctions.Storage;

/// <summary>Users, or a queue message, that will not be tried again unless a person asks.</summary>
public sealed class DeadLetterRow : ITableEntity
{
    /// <summary>Partition of messages that name no app.</summary>
    public const string NoApp = "-";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>What happened and, where a person can mend it, how.</summary>
    public string Reason { get; set; } = "";

    public string? PushId { get; set; }

    /// <summary>The ledger row of the users.</summary>
    public string? LedgerPartition { get; set; }

    public string? LedgerRow { get; set; }

    public int Count { get; set; }

    /// <summary>JSON list of the users.</summary>
    public byte[]? Users { get; set; }

    /// <summary>The queue that the message came from.</summary>
    public string? Queue { get; set; }

    /// <summary>The message as it was, byte by byte: text in UTF-8, unless it was none.</summary>
    public byte[]? Body { get; set; }

    /// <summary>One row a parcel and attempt: written again it stays one.</summary>
    public static DeadLetterRow ForUsers(
        string app,
        string pushId,
        ParcelRow parcel,
        IReadOnlyList<string> users,
        string reason,
        DateTimeOffset at) => new()
        {
            PartitionKey = app,
            RowKey = string.Create(CultureInfo.InvariantCulture, $"{pushId}|{parcel.RowKey}|{parcel.Round}"),
            At = at,
            Reason = reason,
            PushId = pushId,
            LedgerPartition = parcel.PartitionKey,
            LedgerRow = parcel.RowKey,
            Count = users.Count,
            Users = JsonSerializer.SerializeToUtf8Bytes(users, StorageJson.Relaxed.IReadOnlyListString),
        };

    /// <param name="queue">Where the message came from.</param>
    /// <param name="messageId">The queue's own id: the same message is one dead letter, however often it comes.</param>
    /// <param name="body">The message as it was.</param>
    /// <param name="reason">Why it cannot be worked on.</param>
    public static DeadLetterRow ForMessage(
        string queue, string messageId, BinaryData body, string reason, DateTimeOffset at) => new()
        {
            PartitionKey = NoApp,
            RowKey = messageId,
            At = at,
            Reason = reason,
            Queue = queue,
            Count = 1,
            Body = body.ToArray(),
        };
}
