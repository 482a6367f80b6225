using System.Text.Json;
using System.Text.Json.Serialization;

namespace PushFunctions.Storage;

/// <summary>
/// The outcomes of a parcel's users by their position. Written so that it stays small: each distinct (outcome, status,
/// description, tries) once, its users as ranges.
/// </summary>
public sealed class OutcomeBook(int users)
{
    /// <summary>Longest description kept.</summary>
    public const int MaxDescription = 200;

    /// <summary>
    /// Most distinct entries kept whole; the rest lose their words. Written, a letter has up to six bytes: the words of
    /// these and the ranges of 1,000 users stay below the 64 KiB of a property.
    /// </summary>
    public const int MaxDistinct = 32;

    private readonly UserEntry?[] _entries = new UserEntry?[users];
    private readonly bool[] _twice = new bool[users];
    private readonly bool[] _told = new bool[users];

    public int Users => _entries.Length;

    /// <summary>Users who may have been told twice.</summary>
    public int PossiblyTwice => _twice.Count(twice => twice);

    public UserEntry? this[int user]
    {
        get => _entries[user];
        set => _entries[user] = value is { Description.Length: > MaxDescription }
            ? value with { Description = value.Description[..MaxDescription] }
            : value;
    }

    public bool IsPossiblyTwice(int user) => _twice[user];

    public void MarkPossiblyTwice(int user) => _twice[user] = true;

    /// <summary>Whether the last call of a user who is not accepted may have been taken all the same.</summary>
    public bool IsPossiblyTold(int user) =>
        _told[user]
        || _entries[user] is { Outcome: UserOutcome.Unknown } or { Status: OwnStatus.Unknown or OwnStatus.Missing };

    /// <summary>The user's outcome does not tell that the call may have been taken.</summary>
    public void MarkPossiblyTold(int user) => _told[user] = true;

    /// <summary>
    /// Ends a user who is not sent to any more: expired or, when an earlier call may have been taken, unknown.
    /// </summary>
    public void Expire(int user, UserEntry last) => this[user] =
        last with { Outcome = _twice[user] ? UserOutcome.Unknown : UserOutcome.Expired };

    /// <summary>
    /// Ends a user whose push was cancelled: not sent to or, when an earlier call may have been taken, unknown.
    /// </summary>
    public void Cancel(int user, int tries) => this[user] = UserEntry.Cancelled(tries) with
    {
        Outcome = _twice[user] ? UserOutcome.Unknown : UserOutcome.Cancelled,
    };

    /// <summary>Ends all who have been tried so often and were to be tried again.</summary>
    public void ExpireRetrying(int tries)
    {
        foreach (var user in PositionsOf(UserOutcome.Retrying).Where(user => this[user]!.Tries == tries).ToList())
            Expire(user, this[user]!);
    }

    public int CountOf(UserOutcome outcome) =>
        _entries.Count(entry => (entry?.Outcome ?? UserOutcome.Pending) == outcome);

    /// <summary>Positions of the users who have this outcome.</summary>
    public IEnumerable<int> PositionsOf(UserOutcome outcome) =>
        Enumerable.Range(0, _entries.Length).Where(user => (_entries[user]?.Outcome ?? UserOutcome.Pending) == outcome);

    public byte[] Write()
    {
        IReadOnlyList<WrittenEntry> entries =
        [
            .. Enumerable.Range(0, _entries.Length)
                .Where(user => _entries[user] is not null)
                .GroupBy(user => _entries[user]!)
                .Select((users, no) => (
                    Entry: no < MaxDistinct ? users.Key : users.Key with { Description = "" },
                    Users: users))
                // Again: those that have lost their words are few kinds.
                .GroupBy(pair => pair.Entry, pair => pair.Users)
                .Select(pair => Written(pair.Key, pair.SelectMany(users => users).Order())),
        ];
        return JsonSerializer.SerializeToUtf8Bytes(
            new WrittenOutcomes(entries, Marked(_twice), Marked(_told)), StorageJson.Relaxed.WrittenOutcomes);
    }

    public static OutcomeBook Read(byte[]? json, int users)
    {
        var book = new OutcomeBook(users);
        if (json is null) return book;
        var written = JsonSerializer.Deserialize(json, StorageJson.Relaxed.WrittenOutcomes)!;
        foreach (var entry in written.Entries)
        {
            foreach (var user in Positions(entry.Users))
                book._entries[user] = new(entry.Outcome, entry.Status, entry.Description ?? "", entry.Tries);
        }

        foreach (var user in Positions(written.Twice ?? [])) book._twice[user] = true;
        foreach (var user in Positions(written.Told ?? [])) book._told[user] = true;
        return book;
    }

    private static WrittenEntry Written(UserEntry entry, IEnumerable<int> users) => new(
        entry.Outcome,
        entry.Status,
        entry.Description.Length == 0 ? null : entry.Description,
        entry.Tries,
        Ranges(users));

    private static IReadOnlyList<IReadOnlyList<int>>? Marked(IReadOnlyList<bool> marks) =>
        marks.Contains(true) ? Ranges(Enumerable.Range(0, marks.Count).Where(user => marks[user])) : null;

    private static IEnumerable<int> Positions(IEnumerable<IReadOnlyList<int>> ranges) =>
        ranges.SelectMany(range => Enumerable.Range(range[0], range[1] - range[0] + 1));

    private static List<IReadOnlyList<int>> Ranges(IEnumerable<int> positions)
    {
        var ranges = new List<IReadOnlyList<int>>();
        int first = -2, last = -2;
        foreach (var position in positions)
        {
            if (position == last + 1)
            {
                last = position;
                continue;
            }

            if (first >= 0) ranges.Add([first, last]);
            first = last = position;
        }

        if (first >= 0) ranges.Add([first, last]);
        return ranges;
    }
}

internal sealed record WrittenOutcomes(
    [property: JsonPropertyName("g")] IReadOnlyList<WrittenEntry> Entries,
    [property: JsonPropertyName("w")] IReadOnlyList<IReadOnlyList<int>>? Twice,
    [property: JsonPropertyName("m")] IReadOnlyList<IReadOnlyList<int>>? Told);

internal sealed record WrittenEntry(
    [property: JsonPropertyName("o")] UserOutcome Outcome,
    [property: JsonPropertyName("s")] string Status,
    [property: JsonPropertyName("d")] string? Description,
    [property: JsonPropertyName("t")] int Tries,
    [property: JsonPropertyName("u")] IReadOnlyList<IReadOnlyList<int>> Users);
