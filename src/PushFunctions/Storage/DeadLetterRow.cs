using System.Globalization;
using System.Runtime.Serialization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;

namespace PushFunctions.Storage;

/// <summary>
/// Users of one parcel, or a queue message, that will not be tried again unless a person asks. It is listed in the
/// partition of its app, newest first; users also in a partition of their push, in the same order.
/// </summary>
public sealed class DeadLetterRow : ITableEntity
{
    /// <summary>Partition of messages: they name no app, or none that can be believed.</summary>
    public const string NoApp = "-";

    /// <summary>Partition in which a message's own id tells when it was first set aside.</summary>
    public const string MessageIds = "-|ids";

    private const string TaskSuffix = "|task";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>What happened and, where a person can mend it, how.</summary>
    public string Reason { get; set; } = "";

    public string App { get; set; } = "";

    public string? PushId { get; set; }

    /// <summary>The ledger row of the users.</summary>
    public string? LedgerPartition { get; set; }

    public string? LedgerRow { get; set; }

    /// <summary>The round of the push in which they ended.</summary>
    public int Round { get; set; }

    /// <summary>How many users, or one message.</summary>
    public int Count { get; set; }

    /// <summary>How many of the users were given up after their last try.</summary>
    public int Dead { get; set; }

    /// <summary>How many were in a call that was refused as a whole.</summary>
    public int Refused { get; set; }

    /// <summary>JSON list of the users.</summary>
    public byte[]? Users { get; set; }

    /// <summary>The queue that the message came from.</summary>
    public string? Queue { get; set; }

    /// <summary>The queue's own id of the message.</summary>
    public string? MessageId { get; set; }

    /// <summary>The message as it was, byte by byte: text in UTF-8, unless it was none.</summary>
    public byte[]? Body { get; set; }

    [IgnoreDataMember]
    public bool IsMessage => Queue is not null;

    /// <summary>Of a push to labels or to everyone.</summary>
    [IgnoreDataMember]
    public bool IsTask => RowKey.EndsWith(TaskSuffix, StringComparison.Ordinal);

    /// <summary>Partition of the dead letters of one push.</summary>
    public static string PartitionOf(string app, string pushId) => $"{app}|{pushId}";

    public IReadOnlyList<string> ReadUsers() => Users is null
        ? []
        : JsonSerializer.Deserialize(Users, StorageJson.Relaxed.IReadOnlyListString)!;

    /// <summary>
    /// The one of a settled parcel; its count is 0 when nobody of the parcel is, or is any more, a dead letter. All of
    /// it comes from the ledger's row, so that it stays one however often it is written.
    /// </summary>
    public static DeadLetterRow ForUsers(string app, string pushId, ParcelRow parcel)
    {
        var book = parcel.ReadOutcomes();
        var names = parcel.ReadNames(book);
        var letters = Enumerable.Range(0, parcel.Count)
            .Where(user => book[user] is { } entry && ReplayFilter.OfDeadLetters.Holds(names[user]!, entry))
            .ToList();
        var at = parcel.SettledAt ?? DateTimeOffset.UnixEpoch;
        IReadOnlyList<string> users = [.. letters.Select(user => names[user]!)];
        return new()
        {
            PartitionKey = app,
            RowKey = $"{NewestFirst.KeyOf(at)}|{pushId}|{parcel.RowKey}",
            At = at,
            Reason = string.Join(". ", letters.Select(user => ReasonOf(book[user]!)).Distinct().Take(2)),
            App = app,
            PushId = pushId,
            LedgerPartition = parcel.PartitionKey,
            LedgerRow = parcel.RowKey,
            Round = parcel.Round,
            Count = users.Count,
            Dead = book.CountOf(UserOutcome.Dead),
            Refused = users.Count - book.CountOf(UserOutcome.Dead),
            Users = JsonSerializer.SerializeToUtf8Bytes(users, StorageJson.Relaxed.IReadOnlyListString),
        };
    }

    /// <summary>Of a push to labels or to everyone; nobody knows its users.</summary>
    public static DeadLetterRow ForTask(PushRow push)
    {
        var at = push.LetterAt ?? DateTimeOffset.UnixEpoch;
        return new()
        {
            PartitionKey = push.App,
            RowKey = $"{NewestFirst.KeyOf(at)}|{push.PushId}{TaskSuffix}",
            At = at,
            Reason = push.Reason ?? "",
            App = push.App,
            PushId = push.PushId,
            Round = push.Round,
        };
    }

    /// <summary>
    /// Of all whom no step has fed when nothing could be sent; they are in the push's list, too many to name here.
    /// </summary>
    public static DeadLetterRow ForUnfed(PushRow push, int users)
    {
        var at = push.GivenUpAt ?? DateTimeOffset.UnixEpoch;
        return new()
        {
            PartitionKey = push.App,
            RowKey = $"{NewestFirst.KeyOf(at)}|{push.PushId}|unfed",
            At = at,
            Reason = UserEntry.OfUnfed(push)?.Description ?? "",
            App = push.App,
            PushId = push.PushId,
            Round = push.Round,
            Count = users,
            Dead = users,
        };
    }

    /// <param name="queue">Where the message came from.</param>
    /// <param name="messageId">The queue's own id: the same message is one dead letter, however often it comes.</param>
    /// <param name="body">The message as it was.</param>
    /// <param name="reason">Why it cannot be worked on.</param>
    /// <param name="at">When it was first set aside.</param>
    public static DeadLetterRow ForMessage(
        string queue, string messageId, BinaryData body, string reason, DateTimeOffset at) => new()
        {
            PartitionKey = NoApp,
            RowKey = $"{NewestFirst.KeyOf(at)}|{messageId}",
            At = at,
            Reason = reason,
            Queue = queue,
            MessageId = messageId,
            Count = 1,
            Body = body.ToArray(),
        };

    /// <summary>The same in another partition.</summary>
    public DeadLetterRow In(string partition)
    {
        var row = (DeadLetterRow)MemberwiseClone();
        row.PartitionKey = partition;
        return row;
    }

    private static string ReasonOf(UserEntry entry) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(entry.Outcome == UserOutcome.Dead ? $"Tried {entry.Tries} times" : "Refused")}; the last answer: "
        + $"{entry.Status} {entry.Description}").TrimEnd();
}
