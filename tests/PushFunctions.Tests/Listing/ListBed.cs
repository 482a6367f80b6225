using Microsoft.AspNetCore.Http;
using PushFunctions.Accept;
using PushFunctions.Dispatch;
using PushFunctions.Listing;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Listing;

/// <summary>Pushes in storage in memory, as the app leaves them there, and the list of them.</summary>
internal sealed class ListBed : IDisposable
{
    private readonly MemoryBed _bed = new();
    private int _last;

    public ManualTime Time => _bed.Time;

    public MemoryTable Pushes => _bed.Pushes;

    public MemoryTable Index => _bed.Index;

    public MemoryTable Listing => _bed.Listing;

    public PushEnd End => _bed.Get<PushEnd>();

    /// <summary>A push that is not stored yet.</summary>
    public PushRow Draft(TimeSpan age, string type = "t", string app = Some.App)
    {
        var id = PushIds.Create(app, "", $"event-{++_last}");
        var push = Some.Draft;
        (push.PartitionKey, push.App, push.Type, push.Created) = (id, app, type, Time.Now - age);
        push.OpenRow = IndexRow.NewOpenKey(id, push.Created);
        return push;
    }

    public async Task<PushRow> OpenAsync(TimeSpan age, string type = "t", string app = Some.App)
    {
        var push = Draft(age, type, app);
        push.State = PushState.Sending;
        await Index.UpsertEntityAsync(IndexRow.ForOpen(push));
        await Pushes.UpsertEntityAsync(push);
        return push;
    }

    public async Task<PushRow> ScheduledAsync(TimeSpan age, string type = "t")
    {
        var push = Draft(age, type);
        push.SendAt = Time.Now.AddDays(1);
        await _bed.Scheduled.UpsertEntityAsync(ScheduledRow.Of(push));
        await Listing.UpsertEntityAsync(ListingRow.Of(push));
        await Pushes.UpsertEntityAsync(push);
        return push;
    }

    public async Task<PushRow> EndedAsync(
        TimeSpan age, string type = "t", PushState state = PushState.Finished, string app = Some.App)
    {
        var push = Draft(age, type, app);
        push.State = state;
        await Pushes.UpsertEntityAsync(push);
        await End.CompleteAsync(push, CancellationToken.None);
        return push;
    }

    /// <summary>Holds an open push, or one that waits, as a request to pause or cancel it does.</summary>
    public async Task HoldAsync(PushRow push, bool isCancelled)
    {
        push.IsHeld = true;
        if (isCancelled) (push.State, push.CancelledAt) = (PushState.Sending, Time.Now);
        else push.State = PushState.Paused;
        await Index.UpsertEntityAsync(IndexRow.ForHeld(push, Time.Now));
        await Pushes.UpsertEntityAsync(push);
    }

    public async Task EndAsync(PushRow push)
    {
        push.State = PushState.Finished;
        await Pushes.UpsertEntityAsync(push);
        await End.CompleteAsync(push, CancellationToken.None);
    }

    public Task<PushPage> PageAsync(
        PushState? state = null, string? type = null, int limit = 50, string? cursor = null, string app = Some.App) =>
        _bed.Get<PushList>().ReadAsync(
            new(app, state, type, limit, cursor is null ? ListPlace.Start : PlaceOf(cursor)), CancellationToken.None);

    /// <summary>Reads all pages; between two of them something may happen.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<PushEntry>>> PagesAsync(
        PushState? state = null, string? type = null, int limit = 50, Func<int, Task>? between = null)
    {
        var pages = new List<IReadOnlyList<PushEntry>>();
        string? cursor = null;
        do
        {
            var page = await PageAsync(state, type, limit, cursor);
            Assert.InRange(page.Pushes.Count, 0, limit);
            Assert.True(page.Cursor is null || page.Cursor != cursor, "The list does not go on.");
            pages.Add(page.Pushes);
            cursor = page.Cursor;
            if (between is not null) await between(pages.Count);
        }
        while (cursor is not null);
        return pages;
    }

    public void Dispose() => _bed.Dispose();

    private static ListPlace PlaceOf(string cursor)
    {
        var request = new DefaultHttpContext { Request = { QueryString = new($"?cursor={cursor}") } }.Request;
        return Assert.IsType<ListQuery>(ListQuery.Read(request, Some.App).Query).After;
    }
}
