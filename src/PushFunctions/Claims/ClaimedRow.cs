using Azure;
using Azure.Data.Tables;
using PushFunctions.Storage;

namespace PushFunctions.Claims;

/// <summary>
/// A ledger row that this process claims: written by If-Match, one write after the other, while storage is away again
/// and again. Once another process has written it, it is lost to this one.
/// </summary>
internal sealed class ClaimedRow(ParcelRow row, TableClient ledger, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _writing = new(1);
    private readonly Patience _patience = new(time);
    private Hold _hold = new(time.GetTimestamp(), row.Until - time.GetUtcNow());

    public ParcelRow Row { get; } = row;

    /// <summary>Another process has taken the row over.</summary>
    public bool IsLost { get; private set; }

    /// <summary>
    /// How long nobody else may take it over, as the table knows it; this machine's clock may be set meanwhile.
    /// </summary>
    public TimeSpan TimeLeft
    {
        get
        {
            var hold = _hold;
            return hold.Time - time.GetElapsedTime(hold.Since);
        }
    }

    /// <summary>Changes the row and writes it, with others it must change together with, by If-Match.</summary>
    /// <param name="write">Writes and returns the row's new ETag; called again while storage is away.</param>
    /// <returns>False: the row is lost.</returns>
    /// <remarks>
    /// Not to be cancelled: a write that may have happened would make the row look like somebody else's.
    /// </remarks>
    public async Task<bool> WriteAsync(Action<ParcelRow> change, Func<ParcelRow, Task<ETag>> write)
    {
        await _writing.WaitAsync(CancellationToken.None);
        try
        {
            if (IsLost) return false;
            // Before the write: however long it takes, others count from here.
            var (since, now) = (time.GetTimestamp(), time.GetUtcNow());
            change(Row);
            if (!await TryAsync(write)) return false;
            // Only now: a write that is still on its way holds nobody off.
            _hold = new(since, Row.Until - now);
            return true;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Changes the row as it is in the table, once, and gives it up; does nothing where it is over.</summary>
    public async Task AbandonAsync(Action<ParcelRow> change)
    {
        await _writing.WaitAsync(CancellationToken.None);
        try
        {
            // Read again: the failed change may be half in our row.
            if (IsLost || await FindOursAsync() is not { IsOver: false } ours) return;
            change(ours);
            await ledger.UpdateEntityAsync(ours, ours.ETag, TableUpdateMode.Replace, CancellationToken.None);
            IsLost = true;
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Dispose() => _writing.Dispose();

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
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status is 412 or 404 && time.GetUtcNow() < giveUpAt)
        {
            return await LookAgainAsync();
        }
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

    /// <summary>A claim's length; a class, so that it is read whole while it is replaced.</summary>
    private sealed record Hold(long Since, TimeSpan Time);
}
