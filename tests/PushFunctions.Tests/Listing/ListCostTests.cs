using PushFunctions.Storage;

namespace PushFunctions.Tests.Listing;

/// <summary>A page costs few operations however many pushes there are, and a bounded time however rare its state.</summary>
public sealed class ListCostTests : IDisposable
{
    private readonly ListBed _bed = new();
    private readonly List<string> _asked = [];

    public void Dispose() => _bed.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(7_200)]
    public async Task However_dense_pushes_are_a_page_costs_few_queries_and_the_next_fewer(int secondsBetween)
    {
        for (var no = 0; no < 1_000; no++) await _bed.EndedAsync(TimeSpan.FromSeconds(no * secondsBetween));
        Watch();

        var first = await _bed.PageAsync();
        var costOfFirst = _asked.Count;
        await _bed.PageAsync(cursor: first.Cursor);

        Assert.Equal(50, first.Pushes.Count);
        // One is for those that are open.
        Assert.InRange(costOfFirst, 2, 5);
        Assert.InRange(_asked.Count - costOfFirst, 2, 3);
        Assert.DoesNotContain("get", _asked);
    }

    [Fact]
    public async Task A_page_of_pushes_that_wait_reads_a_row_for_each_that_it_shows_and_no_more()
    {
        for (var no = 0; no < 500; no++) await _bed.ScheduledAsync(TimeSpan.FromSeconds(no));
        Watch();

        Assert.Equal(50, (await _bed.PageAsync()).Pushes.Count);
        Assert.Equal(50, _asked.Count(operation => operation == "get"));
    }

    [Fact]
    public async Task Few_paused_pushes_are_found_among_many_that_wait()
    {
        for (var no = 0; no < 1_000; no++) await _bed.ScheduledAsync(TimeSpan.FromSeconds(no));
        var paused = await _bed.ScheduledAsync(TimeSpan.FromDays(1));
        await _bed.HoldAsync(paused, isCancelled: false);
        Watch();

        Assert.Equal(paused.PushId, Assert.Single((await _bed.PageAsync(PushState.Paused)).Pushes).PushId);
        Assert.Equal(["get", "query"], _asked.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_type_that_nobody_finds_soon_ends_with_a_cursor_that_goes_on()
    {
        for (var no = 0; no < 300; no++) await _bed.EndedAsync(TimeSpan.FromHours(no));
        var rare = await _bed.EndedAsync(TimeSpan.FromDays(400), "rare");
        // Storage is slow.
        _bed.Listing.Before = operation => _bed.Time.Advance(TimeSpan.FromSeconds(operation == "query" ? 1.5 : 0));

        var pages = await _bed.PagesAsync(type: "rare");

        Assert.InRange(pages.Count, 2, 10);
        Assert.Empty(pages[0]);
        Assert.Equal(rare.PushId, Assert.Single(pages.SelectMany(page => page)).PushId);
    }

    [Fact]
    public async Task Time_that_storage_does_not_read_at_once_is_read_in_parts()
    {
        for (var no = 0; no < 400; no++) await _bed.EndedAsync(TimeSpan.FromMinutes(100) + TimeSpan.FromSeconds(no));
        var rare = await _bed.EndedAsync(TimeSpan.FromMinutes(110), "rare");
        _bed.Listing.RowsAnAnswer = 20;

        Assert.Equal(rare.PushId, Assert.Single((await _bed.PagesAsync(type: "rare")).SelectMany(page => page)).PushId);
    }

    private void Watch() => _bed.Listing.Before = _bed.Index.Before = _bed.Pushes.Before = _asked.Add;
}
