using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using PushFunctions.Storage;

namespace PushFunctions.Claims;

/// <summary>
/// A parcel that this process holds: its message, its ledger row and what is known of its users. All writes of the row
/// go through here; once another process has written it, the parcel is lost to this one.
/// </summary>
public sealed class HeldParcel(
    Parcel parcel, ParcelRow row, OutcomeBook book, TableClient ledger, DeliveryOptions options, TimeProvider time)
    : IDisposable
{
    private readonly ClaimedRow _claimed = new(row, ledger, time);
    private readonly IReadOnlyList<int> _triesBefore = row.ReadTries();
    private int _calls = row.Calls;
    private int _fed = row.Fed;

    // Ticks, so that they are read whole; 0: none.
    private long _throttledSince = row.ThrottledSince?.UtcTicks ?? 0;
    private long _takenAt = row.TakenAt?.UtcTicks ?? 0;

    public Parcel Parcel { get; } = parcel;

    public ParcelRow Row => _claimed.Row;

    public OutcomeBook Book { get; } = book;

    /// <summary>What a waiting sender is told; kept in the push's row when the parcel is settled.</summary>
    public byte[]? Answer { get; set; }

    /// <summary>Another process has taken the parcel over; whatever is still to do is its work.</summary>
    public bool IsLost => _claimed.IsLost;

    /// <summary>The batches some of whose users have no outcome yet.</summary>
    public IReadOnlyList<PushBatch> OpenBatches =>
        [.. Parcel.Batches.Where(batch => Parcel.PositionsOf(batch).Any(user => Book[user] is null))];

    /// <summary>Whether a call that begins now surely ends before anybody may take the parcel over.</summary>
    public bool HasTimeForCall => !IsLost && _claimed.TimeLeft - options.ClockAllowance > options.CallTimeout;

    /// <summary>The batches whose time in the budget's feed is still to come.</summary>
    public IReadOnlyList<PushBatch> FedBatches => [.. OpenBatches.Take(_fed)];

    /// <summary>Tells that one of <see cref="FedBatches"/> has got a slot: any other it takes is one more.</summary>
    public void CountFedSlot() => Interlocked.Decrement(ref _fed);

    /// <summary>Since when its calls were only too fast; null: they were not.</summary>
    public DateTimeOffset? ThrottledSince => Moment(Interlocked.Read(ref _throttledSince));

    /// <summary>A call was too fast, or all are held back.</summary>
    public void BeginThrottled() => Interlocked.CompareExchange(ref _throttledSince, time.GetUtcNow().UtcTicks, 0);

    /// <summary>A call was taken.</summary>
    /// <returns>Since when none was, as they were too fast; null: they were not.</returns>
    public DateTimeOffset? EndThrottled()
    {
        Interlocked.Exchange(ref _takenAt, time.GetUtcNow().UtcTicks);
        return Moment(Interlocked.Exchange(ref _throttledSince, 0));
    }

    /// <summary>Counts a call that is being made.</summary>
    public void CountCall() => Interlocked.Increment(ref _calls);

    /// <summary>The users of a batch who have no outcome yet.</summary>
    public BatchPart OpenPartOf(PushBatch batch) => BatchPart.Of(Parcel, batch, user => Book[user] is null);

    public int TriesOf(int user) => _triesBefore[user];

    /// <summary>
    /// Holds the parcel for a full claim's time from now. What is known is written as well: whoever takes it over need
    /// not take those users for possibly told twice.
    /// </summary>
    public Task<bool> ProlongAsync() => WriteAsync(row => row.Write(Book));

    /// <summary>Writes down that the calls of these batches may now be made.</summary>
    public Task<bool> MarkSendingAsync(IReadOnlyList<PushBatch> batches) => WriteAsync(
        row =>
        {
            row.State = ParcelState.Sending;
            row.Sent = Numbers(batches);
            row.Outcomes = Book.Write();
        });

    /// <summary>Gives the parcel back; what is known of its users stays.</summary>
    /// <param name="until">Until when its message is surely seen again.</param>
    public Task<bool> ReleaseAsync(DateTimeOffset until) => WriteAsync(
        row =>
        {
            row.State = ParcelState.Released;
            row.Sent = null;
            row.Write(Book);
            row.Until = until;
        });

    /// <summary>
    /// Ends the claim after a failure. What is known stays, and so do the names of the calls that may have been made:
    /// whoever takes the parcel over makes their users possibly told twice.
    /// </summary>
    public Task AbandonAsync() => _claimed.AbandonAsync(
        row =>
        {
            row.Until = time.GetUtcNow() - options.ClockAllowance;
            row.Calls = _calls;
            row.Write(Book);
        });

    /// <summary>
    /// Changes the row by If-Match and holds the parcel on, unless <paramref name="change"/> says otherwise.
    /// </summary>
    /// <returns>False: the parcel is lost.</returns>
    public Task<bool> WriteAsync(Action<ParcelRow> change) => WriteAsync(
        change,
        async row =>
        {
            var answer = await ledger.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, CancellationToken.None);
            return answer.Headers.ETag ?? default;
        });

    /// <inheritdoc cref="ClaimedRow.WriteAsync"/>
    public Task<bool> WriteAsync(Action<ParcelRow> change, Func<ParcelRow, Task<ETag>> write) => _claimed.WriteAsync(
        row =>
        {
            row.Until = time.GetUtcNow() + options.ClaimTime + options.ClockAllowance;
            row.Calls = _calls;
            row.Fed = _fed;
            row.ThrottledSince = ThrottledSince;
            row.TakenAt = Moment(Interlocked.Read(ref _takenAt));
            change(row);
        },
        write);

    public void Dispose() => _claimed.Dispose();

    private static DateTimeOffset? Moment(long ticks) => ticks == 0 ? null : new(ticks, TimeSpan.Zero);

    /// <summary>JSON of the batches' numbers, for <see cref="ParcelRow.Sent"/>.</summary>
    public static byte[] Numbers(IEnumerable<PushBatch> batches)
    {
        IReadOnlyList<int> numbers = [.. batches.Select(batch => batch.No)];
        return JsonSerializer.SerializeToUtf8Bytes(numbers, StorageJson.Relaxed.IReadOnlyListInt32);
    }
}
