using PushFunctions.Recover;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Recover;

/// <summary>What a run of the watchdog reads of the pushes that are open.</summary>
public sealed class WatchdogReadsTests : IDisposable
{
    private readonly MemoryBed _bed = new();

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
        await _bed.Get<WatchdogHandler>().HandleAsync(CancellationToken.None);

        Assert.DoesNotContain("query", reads);
        Assert.Equal(isPickedUp ? 0 : 1, _bed.Delivery.Puts.Count);
    }

    private async Task AddPushAsync(ParcelState state)
    {
        var push = Some.Push(250);
        (push.NextBatch, push.OpenRow, push.Step) = (2, IndexRow.NewOpenKey(Some.PushId, Some.Now), 1);
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
        await _bed.Get<WatchdogHandler>().HandleAsync(CancellationToken.None);
        return reads;
    }
}
