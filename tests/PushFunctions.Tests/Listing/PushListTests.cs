using PushFunctions.Storage;

namespace PushFunctions.Tests.Listing;

public sealed class PushListTests : IDisposable
{
    private readonly ListBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Fact]
    public async Task It_is_empty_where_there_is_no_push() => Assert.Equal(
        (0, null), (await _bed.PageAsync() is var page ? page.Pushes.Count : -1, page.Cursor));

    [Fact]
    public async Task A_push_is_shown_with_what_a_list_needs()
    {
        var push = await _bed.ScheduledAsync(TimeSpan.FromHours(3), "order.shipped");

        var entry = Assert.Single((await _bed.PageAsync()).Pushes);

        Assert.Equal(
            new(push.PushId, "order.shipped", PushState.Waiting, 1, push.Created, _bed.Time.Now.AddDays(1)), entry);
    }

    [Fact]
    public void Whatever_there_is_comes_newest_first_and_once_with_any_filter_and_limit() => Holds.ForAll(
        Holds.Seeds,
        seed =>
        {
            var random = new Random(seed);
            using var bed = new ListBed();
            var all = FillAsync(bed, random).GetAwaiter().GetResult();
            PushState? state = random.Next(3) == 0 ? null : (PushState)random.Next(6);
            var type = random.Next(2) == 0 ? null : $"type {random.Next(3)}";
            bed.Listing.RowsAnAnswer = random.Next(2) == 0 ? null : random.Next(1, 5);

            var pages = bed.PagesAsync(state, type, limit: random.Next(1, 12)).GetAwaiter().GetResult();

            var expected = all
                .Where(push => (state is null || push.ShownState == state) && (type is null || push.Type == type))
                .OrderByDescending(push => push.Created).ThenBy(push => push.OpenRow, StringComparer.Ordinal)
                .Select(push => (push.PushId, push.ShownState));
            Assert.Equal(expected, pages.SelectMany(page => page).Select(entry => (entry.PushId, entry.State)));
        });

    [Theory]
    [InlineData(4, 3, 2)]
    [InlineData(4, 4, 1)]
    [InlineData(4, 2, 2)]
    [InlineData(4, 1, 4)]
    public async Task The_last_page_is_full_where_it_can_be_and_has_no_cursor(int pushes, int limit, int pages)
    {
        for (var no = 0; no < pushes; no++) await _bed.EndedAsync(TimeSpan.FromMinutes(no));

        Assert.Equal(pages, (await _bed.PagesAsync(limit: limit)).Count);
    }

    [Fact]
    public async Task Rows_that_no_push_names_are_not_shown()
    {
        var push = await _bed.OpenAsync(TimeSpan.FromMinutes(2));
        await _bed.Index.UpsertEntityAsync(IndexRow.ForOpen(_bed.Draft(TimeSpan.Zero)));
        var twin = _bed.Draft(TimeSpan.FromMinutes(1));
        twin.PartitionKey = push.PushId;
        await _bed.Index.UpsertEntityAsync(IndexRow.ForOpen(twin));
        await _bed.Listing.UpsertEntityAsync(ListingRow.Of(_bed.Draft(TimeSpan.Zero)));
        await _bed.Listing.UpsertEntityAsync(ListingRow.Of(twin));

        Assert.Equal(push.PushId, Assert.Single((await _bed.PageAsync()).Pushes).PushId);
    }

    [Fact]
    public async Task Another_apps_pushes_are_another_list()
    {
        foreach (var app in (string[])[Some.App, "b", "default|0"])
        {
            await _bed.OpenAsync(TimeSpan.Zero, app: app);
            await _bed.EndedAsync(TimeSpan.FromDays(100_000), app: app);
        }

        foreach (var app in (string[])[Some.App, "b", "default|0"])
            Assert.Equal(2, (await _bed.PageAsync(app: app)).Pushes.Count);
    }

    [Fact]
    public async Task A_push_that_another_instance_took_with_its_fast_clock_is_the_newest()
    {
        await _bed.EndedAsync(TimeSpan.Zero);
        var ahead = await _bed.EndedAsync(TimeSpan.FromMinutes(-10));

        Assert.Equal(ahead.PushId, (await _bed.PageAsync()).Pushes[0].PushId);
    }

    private static async Task<IReadOnlyList<PushRow>> FillAsync(ListBed bed, Random random)
    {
        var all = new List<PushRow>();
        for (var left = random.Next(40); left > 0; left--)
        {
            // Some side by side, some months apart.
            var age = TimeSpan.FromMinutes(Math.Pow(10, random.NextDouble() * 6) - 1);
            var type = $"type {random.Next(3)}";
            var push = random.Next(4) switch
            {
                0 => await bed.OpenAsync(age, type),
                1 => await bed.ScheduledAsync(age, type),
                2 => await bed.EndedAsync(age, type, PushState.Cancelled),
                _ => await bed.EndedAsync(age, type),
            };
            if (!push.HasEnded && random.Next(3) == 0) await bed.HoldAsync(push, isCancelled: random.Next(2) == 0);
            all.Add(push);
        }

        return all;
    }
}
