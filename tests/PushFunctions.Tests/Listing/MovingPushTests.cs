using PushFunctions.Storage;

namespace PushFunctions.Tests.Listing;

/// <summary>Pushes that move from place to place while they are listed are there, and there once.</summary>
public sealed class MovingPushTests : IDisposable
{
    private const int Pushes = 9;

    private readonly ListBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Pushes_that_end_between_two_pages_are_neither_lost_nor_shown_twice(int limit)
    {
        var all = await OpenAsync();

        // All of them by and by: shown ones, those on the next page, those far behind.
        var pages = await _bed.PagesAsync(limit: limit, between: page => EndAsync(all, every: page + 1));

        Assert.Equal(all.Select(push => push.PushId), pages.SelectMany(page => page).Select(entry => entry.PushId));
    }

    [Fact]
    public async Task A_push_that_ends_while_a_page_is_read_is_on_it()
    {
        var all = await OpenAsync();
        var isDone = false;
        // Open rows have been read by then.
        _bed.Listing.Before = operation =>
        {
            if (operation != "query" || isDone) return;
            isDone = true;
            EndAsync(all, every: 1).GetAwaiter().GetResult();
        };

        var page = await _bed.PageAsync();

        Assert.Equal(all.Select(push => push.PushId), page.Pushes.Select(entry => entry.PushId));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_push_whose_end_died_between_two_writes_is_shown_once_as_it_is(int writes)
    {
        var push = await _bed.OpenAsync(TimeSpan.FromMinutes(1));
        await _bed.HoldAsync(push, isCancelled: true);
        push.State = PushState.Cancelled;
        await _bed.Pushes.UpsertEntityAsync(push);
        var left = writes;
        _bed.Listing.Before = _bed.Index.Before = operation =>
        {
            if (operation is "upsert" or "delete" && --left == 0) throw MemoryTable.Failure(503);
        };

        await Assert.ThrowsAsync<Azure.RequestFailedException>(() => _bed.End.CompleteAsync(push, CancellationToken.None));
        _bed.Listing.Before = _bed.Index.Before = null;

        foreach (var state in (PushState?[])[null, PushState.Cancelled])
        {
            var entry = Assert.Single((await _bed.PageAsync(state)).Pushes);
            Assert.Equal((push.PushId, PushState.Cancelled), (entry.PushId, entry.State));
        }

        Assert.Empty((await _bed.PageAsync(PushState.Sending)).Pushes);
    }

    [Fact]
    public async Task A_scheduled_push_is_shown_once_from_its_acceptance_to_its_end()
    {
        var push = await _bed.ScheduledAsync(TimeSpan.FromHours(1));
        Assert.Equal(PushState.Waiting, await ShownAsync(PushState.Waiting));

        await _bed.Index.UpsertEntityAsync(IndexRow.ForOpen(push));
        Assert.Equal(PushState.Waiting, await ShownAsync(PushState.Waiting));

        push.State = PushState.Sending;
        await _bed.Pushes.UpsertEntityAsync(push);
        Assert.Equal(PushState.Sending, await ShownAsync(PushState.Sending));
        Assert.Empty((await _bed.PageAsync(PushState.Waiting)).Pushes);

        await _bed.EndAsync(push);
        Assert.Equal(PushState.Finished, await ShownAsync(PushState.Finished));
    }

    private async Task<PushState> ShownAsync(PushState filter)
    {
        var filtered = Assert.Single((await _bed.PageAsync(filter)).Pushes);
        Assert.Equal(filtered, Assert.Single((await _bed.PageAsync()).Pushes));
        return filtered.State;
    }

    /// <summary>Newest first, hours apart.</summary>
    private async Task<IReadOnlyList<PushRow>> OpenAsync()
    {
        var all = new List<PushRow>();
        for (var no = 0; no < Pushes; no++) all.Add(await _bed.OpenAsync(TimeSpan.FromHours(no)));
        return all;
    }

    private async Task EndAsync(IReadOnlyList<PushRow> pushes, int every)
    {
        for (var no = 0; no < pushes.Count; no += every) await _bed.EndAsync(pushes[no]);
    }
}
