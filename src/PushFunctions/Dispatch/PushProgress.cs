using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>Moves a push's marks over what is settled and adds it to the push's counts. Pure.</summary>
public static class PushProgress
{
    /// <param name="push">The push; its marks and counts are changed.</param>
    /// <param name="parcels">Ordinary parcels from the mark on, in order.</param>
    /// <param name="retries">Retry parcels from their mark on, in order.</param>
    /// <returns>Whether anything moved.</returns>
    public static bool Move(PushRow push, IReadOnlyList<ParcelRow> parcels, IReadOnlyList<ParcelRow> retries)
    {
        var (mark, retryMark) = (push.Mark, push.RetryMark);
        foreach (var row in parcels.TakeWhile(
            row => row is { IsOver: true, Due: null } && row.FirstBatch == push.Mark))
        {
            Add(push, row);
            push.Mark += row.Batches;
        }

        // Tries may be hours apart, and every status and step reads what lies above: those who are due do not hold it.
        foreach (var row in retries.TakeWhile(
            row => row.IsOver && LedgerKey.Number(row.RowKey) == push.RetryMark))
        {
            Add(push, row);
            push.Retried += row.Count;
            push.Retrying += row.Retrying;
            if (row.Due is { } due && !(push.RetryingUntil >= due)) push.RetryingUntil = due;
            push.RetryMark++;
        }

        return mark != push.Mark || retryMark != push.RetryMark;
    }

    /// <summary>All is sent and settled, nobody is due, and nobody is still to be replayed.</summary>
    public static bool IsAtEnd(PushRow push) =>
        push is { IsFed: true, IsReplaying: false, Retrying: 0 }
        && push.Mark == push.End
        && push.RetryMark == push.RetryNo;

    /// <summary>Hands the due users of a settled parcel on; of a retry parcel together with the push.</summary>
    /// <param name="planned">Any parcel of the plan that takes them over.</param>
    public static void HandOn(PushRow push, ParcelRow source, ParcelRow planned)
    {
        if (IsBelow(push, source))
        {
            push.HandedOn += source.Retrying;
            push.Retrying -= source.Retrying;
        }

        source.HandOn(planned);
    }

    /// <summary>Hands users on who had ended in a parcel below the marks, whose counts are the push's.</summary>
    /// <param name="planned">Any parcel of the replay's plan that takes them over.</param>
    /// <param name="names">The users of that plan.</param>
    public static void Replay(PushRow push, ParcelRow source, ParcelRow planned, IReadOnlySet<string> names)
    {
        var (dead, failed, unknown) = (source.Dead, source.Failed, source.Unknown);
        push.HandedOn += source.HandOn(planned, names);
        push.Dead += source.Dead - dead;
        push.Failed += source.Failed - failed;
        push.Unknown += source.Unknown - unknown;
    }

    /// <summary>Whether the push's own counts have those of a settled retry parcel.</summary>
    public static bool IsBelow(PushRow push, ParcelRow row) =>
        row.IsRetry && LedgerKey.Number(row.RowKey) < push.RetryMark;

    /// <summary>Counts what has become meanwhile of those who were due of a retry parcel below the mark.</summary>
    public static void Recount(PushRow push, ParcelRow before, ParcelRow now)
    {
        push.Retrying += now.Retrying - before.Retrying;
        push.Cancelled += now.Cancelled - before.Cancelled;
        push.Unknown += now.Unknown - before.Unknown;
    }

    /// <summary>Ends a push of which nobody is left.</summary>
    public static void End(PushRow push, DateTimeOffset now)
    {
        push.State = push.CancelledAt is null ? PushState.Finished : PushState.Cancelled;
        if (push.ThrottledSince is { } since) push.Reason = UserEntry.TooFastSince(since);
        push.Note(now, push.CancelledAt is null ? "finished" : "ended");
    }

    /// <summary>Ends a push where it is fed to; all beyond are cancelled.</summary>
    /// <returns>How many they are.</returns>
    public static int CancelUnfed(PushRow push, PushLayout layout)
    {
        var users = CutOff(push, layout, UserOutcome.Cancelled);
        push.Cancelled += users;
        return users;
    }

    /// <summary>Ends a push where it is fed to; all beyond are given up.</summary>
    /// <returns>How many they are.</returns>
    public static int GiveUpUnfed(PushRow push, PushLayout layout)
    {
        var users = CutOff(push, layout, UserOutcome.Dead);
        push.Dead += users;
        return users;
    }

    /// <summary>Lets the dispatcher go on where it gave up: who is beyond is not dead.</summary>
    public static void FeedOn(PushRow push, PushLayout layout)
    {
        push.Dead -= UnfedOf(push, layout);
        (push.CutAt, push.CutAs, push.ThrottledSince, push.Reason) = (null, default, null, null);
        push.CountBatches(isWhole: !push.IsExpanding);
    }

    /// <summary>Users beyond where a push was cut off.</summary>
    public static int UnfedOf(PushRow push, PushLayout layout) =>
        push.CutAt is { } cut ? Enumerable.Range(cut, push.Batches - cut).Sum(layout.UsersOf) : 0;

    /// <summary>Ends a push where it is fed to; all beyond have expired.</summary>
    /// <returns>How many they are.</returns>
    public static int ExpireUnfed(PushRow push, PushLayout layout)
    {
        var users = CutOff(push, layout, UserOutcome.Expired);
        push.Expired += users;
        return users;
    }

    /// <summary>The counts as they are now: the push's own and those of the rows above its marks.</summary>
    public static PushCounts Count(PushRow push, IEnumerable<ParcelRow> aboveMarks)
    {
        var sum = new PushRow
        {
            Accepted = push.Accepted,
            Failed = push.Failed,
            Dead = push.Dead,
            Expired = push.Expired,
            Cancelled = push.Cancelled,
            Unknown = push.Unknown,
            HandedOn = push.HandedOn,
            Retried = push.Retried,
            PossiblyTwice = push.PossiblyTwice,
            Calls = push.Calls,
        };
        var due = push.Retrying;
        foreach (var row in aboveMarks)
        {
            // A claim that was taken over has calls and possible doubles to tell of before it is settled; and whoever
            // holds a parcel, or has given it back, what was answered counts.
            sum.PossiblyTwice += row.PossiblyTwice;
            sum.Calls += row.Calls;
            AddOutcomes(sum, row);
            due += row.Retrying;
            if (row.IsRetry) sum.Retried += row.Known;
        }

        var retrying = due + sum.HandedOn - sum.Retried;
        var rest = sum.Accepted + sum.Failed + sum.Dead + sum.Expired + sum.Cancelled + sum.Unknown + retrying;
        return new(
            push.Targets - rest, sum.Accepted, retrying, sum.Failed, sum.Dead, sum.Expired, sum.Cancelled, sum.Unknown,
            sum.PossiblyTwice, sum.Calls);
    }

    private static int CutOff(PushRow push, PushLayout layout, UserOutcome outcome)
    {
        // Nobody is looked up any more: the last batch is as it is.
        push.CountBatches(isWhole: true);
        var users = Enumerable.Range(push.NextBatch, push.End - push.NextBatch).Sum(layout.UsersOf);
        (push.CutAt, push.CutAs) = (push.NextBatch, outcome);
        return users;
    }

    private static void Add(PushRow push, ParcelRow row)
    {
        AddOutcomes(push, row);
        push.PossiblyTwice += row.PossiblyTwice;
        push.Calls += row.Calls;
        if (row.TakenAt is { } at && !(push.LastTakenAt >= at)) push.LastTakenAt = at;
    }

    private static void AddOutcomes(PushRow push, ParcelRow row)
    {
        push.Accepted += row.Accepted;
        push.Failed += row.Failed;
        push.Dead += row.Dead;
        push.Expired += row.Expired;
        push.Cancelled += row.Cancelled;
        push.Unknown += row.Unknown;
        push.HandedOn += row.HandedOn;
    }
}
