using PushFunctions.Dispatch;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Dispatch;

/// <summary>
/// Anything that may happen to the parcels of a push, in any order: claimed, answered in part, settled, handed on to retry
/// parcels, counted.
/// Beside the rows it keeps what became of each single user.
/// </summary>
internal sealed class PushHistory
{
    private static readonly UserOutcome[] Ends =
    [
        UserOutcome.Accepted, UserOutcome.Retrying, UserOutcome.Failed, UserOutcome.Dead, UserOutcome.Expired,
        UserOutcome.Cancelled, UserOutcome.Unknown,
    ];

    private readonly Random _random;
    private readonly List<ParcelRow> _parcels = [];
    private readonly List<ParcelRow> _retries = [];
    private readonly Dictionary<ParcelRow, List<int>> _usersOf = [];
    private readonly HashSet<(ParcelRow, int)> _answered = [];
    private readonly UserOutcome[] _users;

    public PushHistory(int seed)
    {
        _random = new(seed);
        Push = Some.Push(_random.Next(1, 3_000));
        Push.NextBatch = Push.Batches;
        _users = [.. Enumerable.Repeat(UserOutcome.Pending, Push.Targets)];
        for (var batch = 0; batch < Push.Batches;)
        {
            var batches = Math.Min(_random.Next(1, 5), Push.Batches - batch);
            var users = Enumerable.Range(batch * 100, Math.Min(batches * 100, Push.Targets - batch * 100)).ToList();
            Add(_parcels, new() { RowKey = LedgerKey.Parcel(batch), Batches = batches, State = ParcelState.Claimed }, users);
            batch += batches;
        }
    }

    public PushRow Push { get; }

    /// <summary>The rows that a reader finds above the marks; claimed ones may not be there yet.</summary>
    public IReadOnlyList<ParcelRow> Above => [.. ParcelsAbove, .. RetriesAbove];

    public bool IsAllDone => _users.All(outcome => outcome is not (UserOutcome.Pending or UserOutcome.Retrying));

    private IReadOnlyList<ParcelRow> ParcelsAbove =>
        [.. _parcels.Where(row => row.FirstBatch >= Push.Mark && (row.IsOver || row.Known > 0 || row.FirstBatch % 2 == 0))];

    private IReadOnlyList<ParcelRow> RetriesAbove => [.. _retries.Skip(Push.RetryMark)];

    public int CountOf(UserOutcome outcome) => _users.Count(user => user == outcome);

    /// <summary>The first batch that the mark may not pass.</summary>
    public int FirstOpenBatch =>
        _parcels.FirstOrDefault(row => !row.IsOver || row.Due is not null)?.FirstBatch ?? Push.Batches;

    public int FirstOpenRetry =>
        _retries.FindIndex(row => !row.IsOver) is var at and >= 0 ? at : _retries.Count;

    public void Happen()
    {
        switch (_random.Next(8))
        {
            case 7:
                AnswerInPart();
                break;
            case 0 or 1:
                Settle(retryShare: 4);
                break;
            case 2 or 3:
                HandOn();
                break;
            case 4:
                Cancel();
                break;
            default:
                Move();
                break;
        }
    }

    public bool Move() => PushProgress.Move(Push, ParcelsAbove, RetriesAbove);

    /// <summary>Brings everybody to an end.</summary>
    public void Finish()
    {
        while (!IsAllDone)
        {
            Settle(retryShare: 1);
            HandOn();
        }
    }

    private void Settle(int retryShare)
    {
        if (DrawOpen() is not { } row) return;
        row.State = ParcelState.Settled;
        Answer(row, _usersOf[row], retryShare);
        row.Due = row.Retrying > 0 ? Some.Now : null;
    }

    /// <summary>A parcel that is given back, or taken over, after some of its calls.</summary>
    private void AnswerInPart()
    {
        if (DrawOpen() is not { } row) return;
        row.State = _random.Next(3) switch { 0 => ParcelState.Claimed, 1 => ParcelState.Sending, _ => ParcelState.Released };
        Answer(row, _usersOf[row].Take(_random.Next(_usersOf[row].Count)), retryShare: 4);
    }

    private ParcelRow? DrawOpen()
    {
        var open = _parcels.Concat(_retries).Where(row => !row.IsOver).ToList();
        return open.Count == 0 ? null : open[_random.Next(open.Count)];
    }

    private void Answer(ParcelRow row, IEnumerable<int> users, int retryShare)
    {
        foreach (var user in users.Where(user => _answered.Add((row, user))))
        {
            var outcome = Ends[_random.Next(Ends.Length)];
            if (outcome == UserOutcome.Retrying && _random.Next(4) >= retryShare) outcome = UserOutcome.Accepted;
            _users[user] = outcome;
        }

        row.Accepted = Count(UserOutcome.Accepted);
        row.Retrying = Count(UserOutcome.Retrying);
        row.Failed = Count(UserOutcome.Failed);
        row.Dead = Count(UserOutcome.Dead);
        row.Expired = Count(UserOutcome.Expired);
        row.Cancelled = Count(UserOutcome.Cancelled);
        row.Unknown = Count(UserOutcome.Unknown);

        int Count(UserOutcome outcome) =>
            _usersOf[row].Count(user => _users[user] == outcome && _answered.Contains((row, user)));
    }

    /// <summary>Users of retry parcels below the mark are cancelled.</summary>
    private void Cancel()
    {
        var row = _retries.FirstOrDefault(row => row.Due is not null && PushProgress.IsBelow(Push, row));
        if (row is null) return;
        var before = new ParcelRow { Retrying = row.Retrying, Cancelled = row.Cancelled, Unknown = row.Unknown };
        foreach (var user in _usersOf[row].Where(user => _users[user] == UserOutcome.Retrying))
            _users[user] = UserOutcome.Cancelled;
        (row.Cancelled, row.Retrying, row.Due) = (row.Cancelled + row.Retrying, 0, null);
        PushProgress.Recount(Push, before, row);
    }

    private void HandOn()
    {
        var sources = _parcels.Concat(_retries).Where(row => row.Due is not null && _random.Next(2) == 0).ToList();
        if (sources.Count == 0) return;
        var users = sources.SelectMany(row => _usersOf[row])
            .Where(user => _users[user] == UserOutcome.Retrying).Distinct().ToList();
        var planned = new ParcelRow
        {
            RowKey = LedgerKey.Retry(_retries.Count), Batches = 1, State = ParcelState.Planned,
            PlanFirst = _retries.Count, PlanParcels = 1,
        };
        Add(_retries, planned, users);
        Push.RetryNo++;
        foreach (var row in sources)
        {
            _usersOf[row].RemoveAll(users.Contains);
            PushProgress.HandOn(Push, row, _retries[^1]);
        }
    }

    private void Add(List<ParcelRow> rows, ParcelRow row, List<int> users)
    {
        row.Count = users.Count;
        rows.Add(row);
        _usersOf[row] = users;
    }
}
