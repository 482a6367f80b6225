using System.Runtime.Serialization;
using System.Text.Json;

namespace PushFunctions.Storage;

/// <summary>What a parcel's columns say together, and how they change together.</summary>
public sealed partial class ParcelRow
{
    [IgnoreDataMember]
    public bool IsRetry => LedgerKey.IsRetry(RowKey);

    [IgnoreDataMember]
    public int FirstBatch => LedgerKey.Number(RowKey);

    /// <summary>Every user has an outcome; what is due of them is somebody else's work.</summary>
    [IgnoreDataMember]
    public bool IsOver => State == ParcelState.Settled;

    /// <summary>Users of whom something is known; of a settled parcel all.</summary>
    [IgnoreDataMember]
    public int Known => Accepted + Failed + Dead + Expired + Cancelled + Unknown + Retrying + HandedOn;

    /// <summary>
    /// Since when its calls were only too fast, as far as somebody has tried: the app may have been stopped, or the
    /// push paused, for days.
    /// </summary>
    /// <param name="now">The moment.</param>
    /// <param name="gap">So long after it was to be in hand again nobody has tried.</param>
    public DateTimeOffset? TriedSince(DateTimeOffset now, TimeSpan gap) => Until + gap < now ? null : ThrottledSince;

    /// <summary>Writes what is known of the users.</summary>
    public void Write(OutcomeBook book)
    {
        Outcomes = book.Write();
        PossiblyTwice = book.PossiblyTwice - TwiceBefore;
        Accepted = book.CountOf(UserOutcome.Accepted);
        Failed = book.CountOf(UserOutcome.Failed);
        Dead = book.CountOf(UserOutcome.Dead);
        Expired = book.CountOf(UserOutcome.Expired);
        Cancelled = book.CountOf(UserOutcome.Cancelled);
        Unknown = book.CountOf(UserOutcome.Unknown);
        Retrying = book.CountOf(UserOutcome.Retrying);
    }

    /// <summary>Ends a parcel that nobody has picked up, and nobody is to: its push's time is over.</summary>
    /// <param name="expiredAt">When it was.</param>
    /// <param name="now">The moment.</param>
    public void Expire(DateTimeOffset? expiredAt, DateTimeOffset now)
    {
        var (book, tries) = (ReadOutcomes(), ReadTries());
        for (var user = 0; user < Count; user++) book.Expire(user, UserEntry.Expired(expiredAt, tries[user]));
        (State, SettledAt) = (ParcelState.Settled, now);
        Write(book);
    }

    /// <summary>Hands the due users on to the plan of a retry parcel: nobody else takes them from here.</summary>
    public void HandOn(ParcelRow planned)
    {
        (HandedOn, Retrying, Due) = (HandedOn + Retrying, 0, null);
        AddPlan(planned);
    }

    /// <summary>Hands users who had ended here on to the plan of a replay.</summary>
    /// <param name="planned">Any parcel of the plan.</param>
    /// <param name="names">The users of the plan.</param>
    /// <returns>How many they are; none when it was done before.</returns>
    public int HandOn(ParcelRow planned, IReadOnlySet<string> names)
    {
        var (book, before) = (ReadOutcomes(), HandedOn);
        var all = ReadNames(book);
        foreach (var user in Enumerable.Range(0, Count).Where(user => all[user] is { } name && names.Contains(name)))
        {
            if (book[user] is not { Outcome: UserOutcome.Dead or UserOutcome.Failed or UserOutcome.Unknown } entry)
                continue;
            book[user] = entry with { Outcome = UserOutcome.Retrying };
            HandedOn++;
        }

        if (HandedOn == before) return 0;
        // Those who retry have all been handed on: a push is replayed when nobody of it is due.
        (Outcomes, Dead, Failed, Unknown) = (
            book.Write(), book.CountOf(UserOutcome.Dead), book.CountOf(UserOutcome.Failed),
            book.CountOf(UserOutcome.Unknown));
        AddPlan(planned);
        return HandedOn - before;
    }

    /// <summary>The plans that took users over, in their order.</summary>
    public IReadOnlyList<PlanSpan> ReadPlans() =>
        HandedOnTo is null ? [] : Read(HandedOnTo, StorageJson.Relaxed.IReadOnlyListPlanSpan);

    /// <summary>Of an ordinary parcel: where its users lie.</summary>
    public ParcelCut ReadCut() => new(FirstBatch, Batches, Offset, Bytes);

    public OutcomeBook ReadOutcomes() => OutcomeBook.Read(Outcomes, Count);

    public IReadOnlyList<string> ReadUsers() =>
        Users is null ? [] : Read(Users, StorageJson.Relaxed.IReadOnlyListString);

    /// <summary>
    /// Of a settled parcel: the users by their position; null: accepted by an ordinary parcel, and not named here.
    /// </summary>
    /// <param name="book">Its outcomes.</param>
    public IReadOnlyList<string?> ReadNames(OutcomeBook book)
    {
        var named = ReadUsers();
        if (IsRetry) return named;
        var names = new string?[Count];
        var next = 0;
        for (var user = 0; user < Count; user++)
        {
            if (book[user] is { Outcome: not UserOutcome.Accepted }) names[user] = named[next++];
        }

        return names;
    }

    public IReadOnlyList<int> ReadSent() => Sent is null ? [] : Read(Sent, StorageJson.Relaxed.IReadOnlyListInt32);

    public IReadOnlyList<RetryBatch> ReadLayout() =>
        Layout is null ? [] : Read(Layout, StorageJson.Relaxed.IReadOnlyListRetryBatch);

    public IReadOnlyList<RetrySource> ReadSources() =>
        Sources is null ? [] : Read(Sources, StorageJson.Relaxed.IReadOnlyListRetrySource);

    /// <summary>Of each user, the tries before this parcel.</summary>
    public IReadOnlyList<int> ReadTries() => IsRetry
        ? [.. ReadLayout().SelectMany(batch => batch.Tries.SelectMany(run => Enumerable.Repeat(run[0], run[1])))]
        : new int[Count];

    private void AddPlan(ParcelRow planned)
    {
        IReadOnlyList<PlanSpan> plans = [.. ReadPlans(), new(planned.PlanFirst!.Value, planned.PlanParcels!.Value)];
        HandedOnTo = JsonSerializer.SerializeToUtf8Bytes(plans, StorageJson.Relaxed.IReadOnlyListPlanSpan);
    }

    private static T Read<T>(byte[] json, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(json, type)!;
}
