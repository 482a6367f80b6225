using System.Text;
using PushFunctions.Storage;

namespace PushFunctions.Replay;

/// <summary>Some dead letters, newest first.</summary>
/// <param name="DeadLetters">Them.</param>
/// <param name="Cursor">Asks for the next page; null: there is none.</param>
public sealed record LetterPage(IReadOnlyList<LetterView> DeadLetters, string? Cursor);

/// <summary>How many there are.</summary>
/// <param name="DeadLetters">Letters: of users, one for each parcel that they ended in.</param>
/// <param name="Users">Users in them.</param>
/// <param name="Pushes">Pushes that these are of.</param>
/// <param name="Messages">Messages of queues.</param>
/// <param name="IsAll">False: there are more than were counted.</param>
public sealed record LetterCounts(int DeadLetters, int Users, int Pushes, int Messages, bool IsAll);

/// <summary>One of them.</summary>
public sealed record LetterView
{
    /// <summary>Most users of a letter that a list names; all are among the failures of their push.</summary>
    private const int MostUsers = 20;

    /// <summary>Most characters of a message that a list has.</summary>
    private const int MostBody = 1_000;

    public required string Id { get; init; }

    /// <summary><c>users</c> or <c>messages</c>.</summary>
    public required string Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Reason { get; init; }

    public string? PushId { get; init; }

    /// <summary>The replay of the push in which they ended; 0: the first round.</summary>
    public int? Round { get; init; }

    /// <summary>How many users; null: of a push to labels or to everyone.</summary>
    public int? Count { get; init; }

    /// <summary>How many of them were given up after their last try.</summary>
    public int? Dead { get; init; }

    /// <summary>How many of them were in a call that was refused as a whole.</summary>
    public int? Refused { get; init; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<string>? Users { get; init; }

    public string? Queue { get; init; }

    /// <summary>The message's beginning, as text.</summary>
    public string? Body { get; init; }

    public int? BodyBytes { get; init; }

    public static LetterView Of(DeadLetterRow row) => row.IsMessage ? OfMessage(row) : new()
    {
        Id = LetterId.Of(row),
        Kind = "users",
        At = row.At,
        Reason = row.Reason,
        PushId = row.PushId,
        Round = row.Round,
        Count = row.IsTask ? null : row.Count,
        Dead = row.IsTask ? null : row.Dead,
        Refused = row.IsTask ? null : row.Refused,
        Users = row.IsTask ? null : [.. row.ReadUsers().Take(MostUsers)],
    };

    private static LetterView OfMessage(DeadLetterRow row)
    {
        var text = Encoding.UTF8.GetString(row.Body ?? []);
        return new()
        {
            Id = LetterId.Of(row),
            Kind = "messages",
            At = row.At,
            Reason = row.Reason,
            Queue = row.Queue,
            Body = text.Length > MostBody ? text[..MostBody] : text,
            BodyBytes = row.Body?.Length ?? 0,
        };
    }
}
