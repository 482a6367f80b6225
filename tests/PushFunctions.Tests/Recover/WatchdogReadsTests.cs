using Azure;
using PushFunctions.Recover;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Recover;

/// <summary>What a run of the watchdog reads of the pushes that are open.</summary>
public sealed class WatchdogReadsTests : IDisposable
{
    private readonly MemoryBed _bed = new();
    private readonly string _openRow = IndexRow.NewOpenKey(Some.PushId, Some.Now);

    public WatchdogReadsTests() => _bed.Time.Advance(TimeSpan.FromMinutes(1));

    public void Dispose() => _bed.Dispose();

    [Fact]
    public async Task The_ledger_of_a_push_that_waits_for_its_turn_is_read_once()
    {
        await AddPushAsync(ParcelState.Settled);

        Assert.Equal(2, await ReadsOfRunAsync());
        Assert.Equal(1, await ReadsOfRunAsync());
        Assert.Equal(1, await ReadsOfRunAsync());
    }

    [Fact]
    public async Task While_a_parcel_is_out_it_is_read_each_time()
    {
        await AddPushAsync(ParcelState.Sending);

        Assert.Equal(2, await ReadsOfRunAsync());
        Assert.Equal(2, await ReadsOfRunAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_a_push_of_one_parcel_nothing_is_looked_for(bool isPickedUp)
    {
        var push = Some.Draft;
        (push.OpenRow, push.StepDue) = (IndexRow.NewOpenKey(Some.PushId, Some.Now), _bed.Time.Now.AddMinutes(5));
        await _bed.Pushes.UpsertEntityAsync(push);
        await _bed.Index.UpsertEntityAsync(IndexRow.ForOpen(push));
        if (isPickedUp)
        {
            await _bed.Pushes.UpsertEntityAsync(new ParcelRow
            {
                PartitionKey = Some.PushId, RowKey = LedgerKey.Parcel(0), Until = _bed.Time.Now.AddMinutes(5),
            });
        }

        var reads = new List<string>();
        _bed.Pushes.Before = reads.Add;
        await RunAsync();

        Assert.DoesNotContain("query", reads);
        Assert.Equal(isPickedUp ? 0 : 1, _bed.Delivery.Puts.Count);
    }

    [Fact]
    public async Task When_nothing_is_open_the_index_is_asked_once_and_the_schedule_once()
    {
        await AddPushAsync(ParcelState.Settled);
        await RunAsync();
        await _bed.Index.DeleteEntityAsync(IndexRow.Open, _openRow, ETag.All);
        await RunAsync();
        Assert.Equal(0, (await _bed.Storage.PushIndex.FindAsync<IndexRow>(IndexRow.Stats, IndexRow.Open, default))!.Count);
        var (asked, peeks) = (new List<string>(), Peeks);
        foreach (var (name, table) in new[]
        {
            ("index", _bed.Index), ("schedule", _bed.Scheduled), ("pushes", _bed.Pushes), ("listing", _bed.Listing),
            ("budgets", _bed.Budgets), ("dead letters", _bed.DeadLetters), ("audiences", _bed.Audiences),
        })
        {
            table.Before = operation => asked.Add($"{operation} {name}");
        }

        await RunAsync();

        Assert.Equal(["query schedule", "query index"], asked);
        Assert.Equal(peeks, Peeks);
    }

    [Theory]
    [InlineData("open")]
    [InlineData("held")]
    [InlineData("due")]
    public async Task What_is_there_is_looked_at_although_the_last_run_counted_none(string what)
    {
        await RunAsync();
        var push = Some.Draft;
        push.OpenRow = IndexRow.NewOpenKey(Some.PushId, Some.Now);
        var due = _bed.Time.Now - TimeSpan.FromMinutes(1);
        await _bed.Index.UpsertEntityAsync(what switch
        {
            "open" => IndexRow.ForOpen(push),
            "held" => IndexRow.ForHeld(push, Some.Now.AddHours(-1)),
            _ => IndexRow.ForDue("default", Some.PushId, due, Some.PushId, LedgerKey.Parcel(0)),
        });
        var asked = new List<string>();
        _bed.Index.Before = _bed.Pushes.Before = asked.Add;
        var peeks = Peeks;

        await RunAsync();

        Assert.True(asked.Count > 3, string.Join(", ", asked));
        Assert.True(Peeks > peeks);
    }

    private int Peeks => _bed.Dispatch.Peeks + _bed.Delivery.Peeks;

    private Task RunAsync() => _bed.Get<WatchdogHandler>().HandleAsync(CancellationToken.None);

    private async Task AddPushAsync(ParcelState state)
    {
        var push = Some.Push(250);
        (push.NextBatch, push.OpenRow, push.Step) = (2, _openRow, 1);
        push.StepDue = _bed.Time.Now.AddMinutes(5);
        await _bed.Pushes.UpsertEntityAsync(push);
        await _bed.Index.UpsertEntityAsync(IndexRow.ForOpen(push));
        await _bed.Pushes.UpsertEntityAsync(new ParcelRow
        {
            PartitionKey = LedgerKey.Segment(Some.PushId, 0),
            RowKey = LedgerKey.Parcel(0),
            State = state,
            Batches = 2,
            Count = 200,
            Until = _bed.Time.Now.AddMinutes(5),
        });
    }

    private async Task<int> ReadsOfRunAsync()
    {
        var reads = 0;
        _bed.Pushes.Before = _ => reads++;
        await RunAsync();
        return reads;
    }
}
