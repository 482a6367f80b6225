using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using PushFunctions.Storage;

namespace PushFunctions.Claims;

/// <summary>
/// A parcel that this process holds: its message, its ledger row and what is known of its users. All writes go through
/// here, one after the other, by If-Match; once another process has written the row, it is lost to this one.
/// </summary>
public sealed class HeldParcel(
    Parcel parcel, ParcelRow row, OutcomeBook book, TableClient ledger, DeliveryOptions options, TimeProvider time)
    : IDisposable
{
    private readonly SemaphoreSlim _writing = new(1);
    private readonly Patience _patience = new(time);
    private readonly IReadOnlyList<int> _triesBefore = row.ReadTries();
    private int _calls = row.Calls;
    private int _fed = row.Fed;
    private DateTimeOffset _until = row.Until;

    public Parcel Parcel { get; } = parcel;

    public ParcelRow Row { get; } = row;

    public OutcomeBook Book { get; } = book;

    /// <summary>What a waiting sender is told; kept in the push's row when the parcel is settled.</summary>
    public byte[]? Answer { get; set; }

    /// <summary>Another process has taken the parcel over; whatever is still to do is its work.</summary>
    public bool IsLost { get; private set; }

    /// <summary>The batches whose users have no outcome yet.</summary>
    public IReadOnlyList<PushBatch> OpenBatches => [.. Parcel.Batches.Where(batch => Book[FirstUserOf(batch)] is null)];

    /// <summary>Whether a call that begins now surely ends before anybody may take the parcel over.</summary>
    public bool HasTimeForCall => !IsLost && _until - options.ClockAllowance - time.GetUtcNow() > options.CallTimeout;

    /// <summary>The batches whose time in the budget's feed is still to come.</summary>
    public IReadOnlyList<PushBatch> FedBatches => [.. OpenBatches.Take(_fed)];

    /// <summary>Tells that one of <see cref="FedBatches"/> has got a slot: any other it takes is one more.</summary>
    public void CountFedSlot() => Interlocked.Decrement(ref _fed);

    /// <summary>Counts a call that is being made.</summary>
    public void CountCall() => Interlocked.Increment(ref _calls);

    public int TriesOf(int user) => _triesBefore[user];

    /// <summary>Position in the parcel of a batch's first user.</summary>
    public int FirstUserOf(PushBatch batch) =>
        Parcel.Batches.TakeWhile(other => other.No != batch.No).Sum(other => other.Users.Count);

    /// <summary>Holds the parcel for a full claim's time from now.</summary>
    public Task<bool> ProlongAsync() => WriteAsync(_ => { });

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
    public async Task AbandonAsync()
    {
        await _writing.WaitAsync(CancellationToken.None);
        try
        {
            // Read again: the failed change may be half in our row.
            if (IsLost || await FindOursAsync() is not { IsOver: false } ours) return;
            ours.Until = time.GetUtcNow() - options.ClockAllowance;
            ours.Calls = _calls;
            ours.Write(Book);
            await ledger.UpdateEntityAsync(ours, ours.ETag, TableUpdateMode.Replace, CancellationToken.None);
            IsLost = true;
        }
        finally
        {
            _writing.Release();
        }
    }

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

    /// <summary>Changes the row and writes it, with others it must change together with, by If-Match.</summary>
    /// <param name="change">Changes the row.</param>
    /// <param name="write">Writes and returns the row's new ETag; called again while storage is away.</param>
    /// <returns>False: the parcel is lost.</returns>
    /// <remarks>
    /// Not to be cancelled: a write that may have happened would make the row look like somebody else's.
    /// </remarks>
    public async Task<bool> WriteAsync(Action<ParcelRow> change, Func<ParcelRow, Task<ETag>> write)
    {
        await _writing.WaitAsync(CancellationToken.None);
        try
        {
            if (IsLost) return false;
            Row.Until = time.GetUtcNow() + options.ClaimTime + options.ClockAllowance;
            Row.Calls = _calls;
            Row.Fed = _fed;
            change(Row);
            return await TryAsync(write);
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Dispose() => _writing.Dispose();

    /// <summary>JSON of the batches' numbers, for <see cref="ParcelRow.Sent"/>.</summary>
    public static byte[] Numbers(IEnumerable<PushBatch> batches)
    {
        IReadOnlyList<int> numbers = [.. batches.Select(batch => batch.No)];
        return JsonSerializer.SerializeToUtf8Bytes(numbers, StorageJson.Relaxed.IReadOnlyListInt32);
    }

    private async Task<bool> TryAsync(Func<ParcelRow, Task<ETag>> write)
    {
        var giveUpAt = _patience.GiveUpAt;
        for (var tries = 0; ; tries++)
        {
            bool? written = null;
            await _patience.EndureAsync(async () => written = await TryOnceAsync(write, giveUpAt));
            if (written is { } known) return known;
            // The first time somebody wrote a note; what is refused again and again is not asked for without a pause.
            if (tries > 0) await _patience.PauseAsync();
        }
    }

    /// <returns>Whether our write is there; null: the row still is ours, write again.</returns>
    private async Task<bool?> TryOnceAsync(Func<ParcelRow, Task<ETag>> write, DateTimeOffset giveUpAt)
    {
        try
        {
            Row.ETag = await write(Row);
        }
        catch (RequestFailedException exception) when (exception.Status is 412 or 404 && time.GetUtcNow() < giveUpAt)
        {
            return await LookAgainAsync();
        }

        // Only now: a write that is still on its way holds nobody off.
        _until = Row.Until;
        return true;
    }

    /// <summary>
    /// The row is not as we knew it. Whoever takes a parcel over puts its own name there; the watchdog's note, or our
    /// own write whose answer was lost, leaves ours.
    /// </summary>
    /// <returns>Whether our write is there; null: the row still is ours, write again.</returns>
    private async Task<bool?> LookAgainAsync()
    {
        if (await FindOursAsync() is not { } ours)
        {
            IsLost = true;
            return false;
        }

        Row.ETag = ours.ETag;
        return ours.IsOver ? true : null;
    }

    /// <summary>The row as it is in the table; null when another process has taken it over.</summary>
    private async Task<ParcelRow?> FindOursAsync()
    {
        var there = await ledger.FindAsync<ParcelRow>(Row.PartitionKey, Row.RowKey, CancellationToken.None);
        return there?.Owner == Row.Owner && there?.Attempt == Row.Attempt ? there : null;
    }
}
