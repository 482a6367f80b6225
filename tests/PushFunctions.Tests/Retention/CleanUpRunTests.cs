using PushFunctions.Accept;
using PushFunctions.Dispatch;
using PushFunctions.Retention;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Retention;

/// <summary>What one run finds, how much it does, and what that costs.</summary>
public sealed class CleanUpRunTests : IDisposable
{
    private readonly MemoryBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Fact]
    public async Task Finds_the_pushes_of_every_app_whatever_the_settings_name()
    {
        foreach (var app in (string[])["default", "default-2", "default2", "gone"])
            await EndedAsync(1, age: 40, app);
        await EndedAsync(1, age: 30, "young");

        await CleanUpAsync();

        Assert.Equal("young", Assert.Single(Pushes).App);
        Assert.Equal("young", Assert.Single(_bed.Listing.FindAll<ListingRow>("")).App);
    }

    [Fact]
    public async Task A_push_of_one_call_costs_three_operations()
    {
        await EndedAsync(500, age: 40);
        var (pushes, listing) = (new List<string>(), new List<string>());
        (_bed.Pushes.Before, _bed.Listing.Before) = (pushes.Add, listing.Add);

        await CleanUpAsync();

        Assert.Empty(Pushes);
        Assert.Equal((500, 500), (pushes.Count(IsGet), pushes.Count(what => what == "transaction")));
        Assert.Equal((1_000, 500), (pushes.Count, listing.Count(what => what == "delete")));
        // One app: two looks for apps, four stretches.
        Assert.Equal(6, listing.Count - 500);
    }

    [Fact]
    public async Task A_run_ends_in_time_with_the_oldest_gone_and_the_next_ones_go_on()
    {
        await EndedAsync(40, age: 36);
        await EndedAsync(40, age: 60);
        await EndedAsync(40, age: 400);
        _bed.Pushes.Before = _ => _bed.Time.Advance(TimeSpan.FromSeconds(2));

        await CleanUpAsync();

        var left = Pushes;
        Assert.InRange(left.Count, 81, 100);
        Assert.Equal(80, left.Count(push => push.Created > _bed.Time.Now.AddDays(-100)));
        for (var run = 0; run < 4; run++) await CleanUpAsync();
        Assert.Empty(Pushes);
    }

    [Fact]
    public async Task One_push_that_cannot_be_removed_does_not_keep_the_others()
    {
        await EndedAsync(40, age: 40);
        var transactions = 0;
        _bed.Pushes.Before = what =>
        {
            if (what == "transaction" && ++transactions == 3) throw MemoryTable.Failure(503);
        };

        await CleanUpAsync();

        Assert.Single(Pushes);
        Assert.Single(_bed.Listing.FindAll<ListingRow>(""));
        await CleanUpAsync();
        Assert.Empty(Pushes);
    }

    [Fact]
    public async Task What_waits_for_its_time_stays_however_long_ago_it_was_accepted()
    {
        var push = Draft(0, age: 200, Some.App);
        push.SendAt = _bed.Time.Now.AddDays(60);
        await _bed.Listing.UpsertEntityAsync(ListingRow.Of(push));
        await _bed.Pushes.UpsertEntityAsync(push);

        await CleanUpAsync();

        Assert.Single(Pushes);
        Assert.Single(_bed.Listing.FindAll<ListingRow>(""));
    }

    [Fact]
    public async Task A_listing_row_that_a_dead_cleaner_left_goes_and_that_of_a_new_push_stays()
    {
        var old = (await EndedAsync(1, age: 40))[0];
        var renewed = Draft(0, age: 0, Some.App);
        await _bed.Pushes.UpsertEntityAsync(renewed);

        await CleanUpAsync();

        Assert.Empty(_bed.Listing.FindAll<ListingRow>(""));
        Assert.NotEqual(old.OpenRow, Assert.Single(Pushes).OpenRow);
    }

    [Fact]
    public async Task Messages_that_were_set_aside_go_after_the_same_time()
    {
        await SetAsideAsync("old");
        _bed.Time.Advance(TimeSpan.FromDays(34));
        await SetAsideAsync("younger");
        _bed.Time.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1));

        await CleanUpAsync();

        Assert.All(
            _bed.DeadLetters.FindAll<DeadLetterRow>(""),
            row => Assert.Contains("younger", row.RowKey, StringComparison.Ordinal));
        Assert.Equal(2, _bed.DeadLetters.FindAll<DeadLetterRow>("").Count);
    }

    private IReadOnlyList<PushRow> Pushes =>
        [.. _bed.Pushes.FindAll<PushRow>("").Where(row => row.RowKey == LedgerKey.Push)];

    private static bool IsGet(string what) => what == "get";

    private Task SetAsideAsync(string id) => _bed.Get<DeadLetters>().SetAsideAsync(
        QueueNames.Delivery, id, BinaryData.FromString("?"), "It cannot be read.", CancellationToken.None);

    private Task CleanUpAsync() => _bed.Get<CleanUpHandler>().HandleAsync(CancellationToken.None);

    private PushRow Draft(int no, double age, string app)
    {
        var push = Some.Draft;
        (push.PartitionKey, push.App) = (PushIds.Create(app, $"{age}", $"event-{no}"), app);
        push.Created = _bed.Time.Now.AddDays(-age).AddSeconds(no);
        push.OpenRow = IndexRow.NewOpenKey(push.PushId, push.Created);
        return push;
    }

    /// <summary>Pushes to one user each, accepted and ended so many days ago.</summary>
    private async Task<IReadOnlyList<PushRow>> EndedAsync(int count, double age, string app = Some.App)
    {
        var pushes = new List<PushRow>();
        for (var no = 0; no < count; no++)
        {
            var push = Draft(no, age, app);
            PushProgress.End(push, push.Created.AddSeconds(1));
            await _bed.Pushes.UpsertEntityAsync(push);
            await _bed.Pushes.UpsertEntityAsync(new ParcelRow { PartitionKey = push.PushId, RowKey = LedgerKey.Parcel(0) });
            await _bed.Get<PushEnd>().CompleteAsync(push, CancellationToken.None);
            pushes.Add(push);
        }

        return pushes;
    }
}
