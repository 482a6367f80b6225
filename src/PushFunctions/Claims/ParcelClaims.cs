using Microsoft.Extensions.Options;
using PushFunctions.Dispatch;
using PushFunctions.Storage;

namespace PushFunctions.Claims;

/// <summary>
/// Decides who delivers a parcel: the insert of its ledger row, or a change of it by If-Match. Of any number of copies
/// of a message, one process holds the parcel at a time.
/// </summary>
public sealed class ParcelClaims(
    StorageClients storage, HeldPushes holds, IOptions<DeliveryOptions> options, IOptions<StallOptions> stalls,
    TimeProvider time)
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);

    /// <summary>A message so old may be of a push that was removed, and its ledger with it.</summary>
    private static readonly TimeSpan OutlivesPushes = TimeSpan.FromDays(RetentionOptions.LeastDays);

    public async Task<Claim> TakeAsync(Parcel parcel, CancellationToken cancellationToken)
    {
        if (await holds.FindAsync(parcel.PushId, cancellationToken) == Claims.Hold.Paused) return new Claim.Resting();
        if (parcel.Due + OutlivesPushes < time.GetUtcNow() && await IsRemovedAsync(parcel.PushId, cancellationToken))
            return new Claim.Over();
        var partition = LedgerKey.Partition(parcel.PushId, parcel.Row, parcel.IsSingle);
        // One name for all tries: an update whose answer was lost is found by it.
        var owner = Guid.NewGuid().ToString("N");
        while (true)
        {
            // For whom no call is made any more, none may look as if it had been.
            var isCalled = !parcel.Cancelled && !parcel.IsExpired(time.GetUtcNow());
            var row = FirstClaim(parcel, partition, owner, isSending: parcel.IsSingle && isCalled);
            if (!LedgerKey.IsRetry(parcel.Row) && await storage.Pushes.TryAddAsync(row, cancellationToken))
                return Hold(parcel, row);

            if (await storage.Pushes.FindAsync<ParcelRow>(partition, parcel.Row, cancellationToken) is not { } there)
            {
                // A retry parcel without its plan: its push was removed.
                if (LedgerKey.IsRetry(parcel.Row)) return new Claim.Over();
                continue;
            }

            // Our own write, whose answer was lost.
            if (there.Owner == owner) return Hold(parcel, there);
            if (there.IsOver) return new Claim.Over();
            var now = time.GetUtcNow();
            if (there.State is ParcelState.Claimed or ParcelState.Sending && there.Until > now)
                return new Claim.Busy(there.Until - now > ShortestWait ? there.Until - now : ShortestWait);

            TakeOver(parcel, there, owner);
            if (await storage.Pushes.TryReplaceAsync(there, cancellationToken)) return Hold(parcel, there);
        }
    }

    /// <summary>
    /// The claim of a parcel whose row is written together with its push's, so that nobody can be faster.
    /// </summary>
    /// <param name="callAt">When its call is to be made: it is held until a claim's time after that.</param>
    public HeldParcel Prepare(Parcel parcel, DateTimeOffset callAt)
    {
        var partition = LedgerKey.Partition(parcel.PushId, parcel.Row, parcel.IsSingle);
        var row = FirstClaim(parcel, partition, Guid.NewGuid().ToString("N"), isSending: true);
        row.Until += callAt - time.GetUtcNow();
        return Hold(parcel, row).Held;
    }

    private async Task<bool> IsRemovedAsync(string pushId, CancellationToken cancellationToken) =>
        await storage.Pushes.FindAsync<PushRow>(
            pushId, LedgerKey.Push, [nameof(PushRow.RemovedAt)], cancellationToken) is not { RemovedAt: null };

    /// <param name="isSending">Whether its calls may be made at once: a push of one parcel waits for nothing.</param>
    private ParcelRow FirstClaim(Parcel parcel, string partition, string owner, bool isSending) => new()
    {
        PartitionKey = partition,
        RowKey = parcel.Row,
        State = isSending ? ParcelState.Sending : ParcelState.Claimed,
        Sent = isSending ? HeldParcel.Numbers(parcel.Batches) : null,
        Owner = owner,
        Until = UntilFromNow(),
        Attempt = 1,
        Round = parcel.Round,
        Count = parcel.Users,
        Batches = parcel.Batches.Count,
        Fed = parcel.IsSingle || parcel.PutAgain ? 0 : parcel.Batches.Count,
        Offset = parcel.Cut?.Offset ?? 0,
        Bytes = parcel.Cut?.Bytes ?? 0,
    };

    /// <summary>
    /// Makes the row ours. Calls that may have been made and are not known make their users possibly told twice, or
    /// leave them unknown when they are not sent to again.
    /// </summary>
    private void TakeOver(Parcel parcel, ParcelRow row, string owner)
    {
        if (row.State == ParcelState.Sending)
        {
            var isExpired = parcel.IsExpired(time.GetUtcNow());
            var tries = row.ReadTries();
            var book = row.ReadOutcomes();
            var sent = row.ReadSent().ToHashSet();
            var called = parcel.Batches.Where(batch => sent.Contains(batch.No)).SelectMany(parcel.PositionsOf);
            foreach (var user in called.Where(user => book[user] is null))
            {
                if (isExpired || options.Value.HoldsUnknown) book[user] = Abandoned(tries[user] + 1, isExpired);
                else book.MarkPossiblyTwice(user);
            }

            row.Write(book);
        }

        row.Fed = (row.State, parcel.PutAgain) switch
        {
            (ParcelState.Planned, false) => row.Batches,
            (ParcelState.Released, false) => row.Fed,
            // Whose holder died, or whose message was lost: its time has passed.
            _ => 0,
        };
        row.ThrottledSince = row.TriedSince(time.GetUtcNow(), stalls.Value.After);
        row.State = ParcelState.Claimed;
        row.Sent = null;
        row.Owner = owner;
        row.Attempt++;
        row.Until = UntilFromNow();
        // What was put again was for the former holder. Should this one die as well, nobody waits a minute from then.
        row.PutAgainAt = null;
    }

    /// <summary>Of a user whose call may have been made by a process that died, and who is not sent to again.</summary>
    private static UserEntry Abandoned(int tries, bool isExpired) => new(
        UserOutcome.Unknown,
        OwnStatus.Unknown,
        isExpired
            ? "Whether its call was made is not known; its time is over."
            : "Whether its call was made is not known; it is not sent again.",
        tries);

    private Claim.Taken Hold(Parcel parcel, ParcelRow row) =>
        new(new(parcel, row, row.ReadOutcomes(), storage.Pushes, options.Value, time));

    private DateTimeOffset UntilFromNow() => time.GetUtcNow() + options.Value.ClaimTime + options.Value.ClockAllowance;
}
