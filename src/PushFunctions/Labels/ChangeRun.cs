using PushFunctions.Settle;
using PushFunctions.Storage;

namespace PushFunctions.Labels;

/// <summary>
/// Makes the batches of one step, several at a time: they are about different users. After a failure, or when the time
/// is over, none is begun any more.
/// </summary>
internal sealed class ChangeRun(
    LabelStep step, MemberCalls calls, LabelCreation creation, StepTurn turn, int maxMembers)
{
    private const int AtOnce = 16;

    private readonly Lock _lock = new();
    private readonly List<Task> _begun = [];
    private readonly List<UserResult> _results = [];
    private readonly List<ChangeBatch> _undone = [];
    private bool _isOpen;
    private int _adding;

    public LabelPartition Label { get; } = new(step.App, step.Label);

    /// <summary>Whether the far side has the label, as far as is known.</summary>
    public bool IsThere { get; private set; } = step.IsThere;

    /// <summary>Users who have it there.</summary>
    public int Applied { get; private set; } = step.Applied;

    /// <summary>Some additions wait until there is room.</summary>
    public bool HasPostponed { get; private set; } = step.HasPostponed && !step.IsSecondPass;

    public int Skipped { get; private set; }

    public CallFailure? Failure { get; private set; }

    /// <summary>A call may have been taken of which nothing is written down.</summary>
    public bool IsUnsure { get; private set; }

    public bool IsLost { get; private set; }

    /// <summary>All is done but what is postponed.</summary>
    public bool IsDone => IsThere && _undone.Count == 0;

    /// <summary>Nothing more is begun.</summary>
    public bool IsOver => Failure is not null || IsLost || _isOpen || turn.IsOver;

    /// <summary>Batches that were not made, or not to their ends.</summary>
    public IReadOnlyList<ChangeBatch> Undone => _undone;

    /// <summary>Begins a batch when there is a place for it.</summary>
    public async Task BeginAsync(ChangeBatch batch)
    {
        while (_begun.Count >= AtOnce)
        {
            var done = await Task.WhenAny(_begun);
            _begun.Remove(done);
            await done;
        }

        if (batch.Change == MembershipChange.Add && !IsOver && !await MayAddAsync(batch)) return;
        if (IsOver) _undone.Add(batch);
        else _begun.Add(MakeAsync(batch));
    }

    /// <summary>Sees to it that the far side has the label, also when nobody has it.</summary>
    public async Task CreateAsync()
    {
        if (IsThere || IsOver) return;
        (IsThere, var failure) = await creation.CreateAsync(Label.App, Label.Label, step.Description, turn);
        Failure ??= failure;
        _isOpen |= !IsThere;
    }

    /// <summary>Waits for all that was begun.</summary>
    public async Task EndAsync()
    {
        try
        {
            await Task.WhenAll(_begun);
        }
        finally
        {
            _begun.Clear();
        }
    }

    /// <summary>What was counted, and what became of the users before one; null: of all.</summary>
    public LabelCounts Count(LabelCounts counts, string? before)
    {
        foreach (var result in _results)
        {
            if (before is not null && string.CompareOrdinal(result.User.User, before) >= 0) continue;
            var isMember = (result.User.Change, result.Refused) switch
            {
                (MembershipChange.Add, null) or (MembershipChange.Remove, not null) => 1,
                _ => 0,
            };
            counts = counts with
            {
                Members = counts.Members + isMember,
                Refused = counts.Refused + (result.Refused is null ? 0 : 1),
            };
        }

        return counts;
    }

    /// <summary>Users of batches that were not made to their ends, of whom nothing was said.</summary>
    public IEnumerable<JoinedUser> Open(MembershipChange change)
    {
        var said = _results.Select(result => result.User.User).ToHashSet(StringComparer.Ordinal);
        return _undone.Where(batch => batch.Change == change).SelectMany(batch => batch.Users)
            .Where(user => !said.Contains(user.User));
    }

    /// <returns>False: there is no room yet; the batch is postponed.</returns>
    private async Task<bool> MayAddAsync(ChangeBatch batch)
    {
        lock (_lock)
        {
            if (!step.IsSecondPass && Applied + _adding + batch.Users.Count > maxMembers)
            {
                HasPostponed = true;
                return false;
            }

            _adding += batch.Users.Count;
        }

        await CreateAsync();
        return true;
    }

    private async Task MakeAsync(ChangeBatch batch)
    {
        var result = await calls.MakeAsync(Label, batch, turn);
        lock (_lock)
        {
            _results.AddRange(result.Results);
            Skipped += result.Skipped;
            Failure ??= result.Failure;
            IsUnsure |= result.Failure is { MayHaveBeenSent: true };
            IsLost |= result.IsLabelGone;
            _isOpen |= result.IsOpen;
            if (result.IsOpen || result.Failure is not null) _undone.Add(batch);
            var made = result.Results.Count(user => user.Refused is null);
            if (batch.Change == MembershipChange.Remove) Applied = Math.Max(0, Applied - made);
            if (batch.Change != MembershipChange.Add) return;
            Applied += made;
            _adding -= batch.Users.Count;
        }
    }
}
