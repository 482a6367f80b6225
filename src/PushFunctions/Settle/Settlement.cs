using System.Diagnostics;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using PushFunctions.Claims;
using PushFunctions.Storage;

namespace PushFunctions.Settle;

/// <summary>
/// Writes down what became of a parcel's users in one update, after the index row of those who are due, which must be
/// found again if the process dies right behind it. The dead letters follow: they are made of what is written down.
/// </summary>
public sealed class Settlement(
    StorageClients storage, RetrySchedule schedule, RetryBell bell, SingleSettlement single, GivenUp givenUp,
    PushMetrics metrics, TimeProvider time, ILogger<Settlement> log)
{
    /// <summary>By the names that clients see.</summary>
    private static readonly (UserOutcome Outcome, string Name)[] Counted =
    [
        (UserOutcome.Accepted, "accepted"), (UserOutcome.Retrying, "retrying"), (UserOutcome.Failed, "failed"),
        (UserOutcome.Dead, "dead"), (UserOutcome.Expired, "expired"), (UserOutcome.Cancelled, "cancelled"),
        (UserOutcome.Unknown, "unknown"),
    ];

    private readonly Patience _patience = new(time);

    /// <summary>Writes down a parcel all of whose users have been decided on, and starts what follows.</summary>
    public async Task SettleAsync(HeldParcel held, CancellationToken cancellationToken)
    {
        var (parcel, book) = (held.Parcel, held.Book);
        var due = DueOf(held);
        if (due is { } bucket)
        {
            var index = IndexRow.ForDue(parcel.App, parcel.PushId, bucket, held.Row.PartitionKey, held.Row.RowKey);
            // The watchdog may have to put the step, and knows nothing else of the trace.
            index.TraceParent = Activity.Current?.Id ?? parcel.TraceParent;
            if (bell.IsTooFar(bucket)) index.IsFar = true;
            await _patience.EndureAsync(
                () => storage.PushIndex.UpsertEntityAsync(index, TableUpdateMode.Replace, cancellationToken));
            await bell.RingAsync(index, cancellationToken);
        }

        var refused = book.PositionsOf(UserOutcome.Failed)
            .Select(user => book[user]!)
            .FirstOrDefault(entry => entry.Status == OwnStatus.Refused);
        if (refused is not null)
        {
            log.Refused(parcel.PushId, parcel.Row, LoggedAnswer.Of(refused));
            log.Said(parcel.PushId, parcel.Row, refused.Description);
        }

        var isWritten = parcel.IsSingle
            ? await single.SettleAsync(held, due, cancellationToken)
            : await held.WriteAsync(row => ParcelResult.Write(held, row, due, time.GetUtcNow()));
        if (!isWritten)
        {
            log.SettledByAnother(parcel.PushId, parcel.Row);
            return;
        }

        // What is kept of the dead comes from the row, so it is written after it. Who is told that the push has ended
        // may look for them a moment too soon; whoever dies here lets the message come again, which keeps them.
        log.Settled(parcel.PushId, parcel.Row, book.Users, held.Row.Accepted, held.Row.Retrying);
        Count(parcel.App, book);
        if (book.CountOf(UserOutcome.Dead) > 0) LogDead(held);
        var deadUsers = 0;
        await _patience.EndureAsync(
            async () => deadUsers = await givenUp.KeepAsync(parcel, held.Row, cancellationToken));
        metrics.CountDeadUsers(parcel.App, deadUsers);
    }

    /// <summary>Does what an end that was written down earlier may still lack.</summary>
    public async Task CompleteAsync(Parcel parcel, CancellationToken cancellationToken)
    {
        if (parcel.IsSingle) await single.CompleteAsync(parcel.PushId, cancellationToken);
        await givenUp.KeepAsync(parcel, cancellationToken);
    }

    /// <summary>
    /// One moment for all of a parcel's users who are due: the latest of theirs, so that none is tried before its time.
    /// They have been tried equally often, but in parcels that an earlier version has planned.
    /// </summary>
    private DateTimeOffset? DueOf(HeldParcel held)
    {
        var now = time.GetUtcNow();
        DateTimeOffset? latest = null;
        foreach (var tries in held.Book.PositionsOf(UserOutcome.Retrying)
            .Select(user => held.Book[user]!.Tries).ToHashSet())
        {
            var due = schedule.DueAfter(held.Parcel.PushId, held.Parcel.Round, tries, now);
            // Decided on just before; meanwhile the next try has moved behind the end.
            if (held.Parcel.IsExpired(due)) held.Book.ExpireRetrying(tries);
            else if (latest is null || due > latest) latest = due;
        }

        return latest;
    }

    private void Count(string app, OutcomeBook book)
    {
        foreach (var (outcome, name) in Counted)
        {
            metrics.CountUsers(app, name, book.CountOf(outcome));
            if (outcome == UserOutcome.Retrying) continue;
            foreach (var user in book.PositionsOf(outcome)) metrics.CountTries(app, name, book[user]!.Tries);
        }
    }

    private void LogDead(HeldParcel held)
    {
        var dead = held.Book.PositionsOf(UserOutcome.Dead).ToList();
        var last = held.Book[dead[0]]!;
        log.Dead(held.Parcel.PushId, dead.Count, LoggedAnswer.Of(last));
        log.Said(held.Parcel.PushId, held.Parcel.Row, last.Description);
    }
}
