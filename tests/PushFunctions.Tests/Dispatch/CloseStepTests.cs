using PushFunctions.Dispatch;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Dispatch;

public sealed class CloseStepTests : IDisposable
{
    private readonly MemoryBed _bed = new();

    public void Dispose() => _bed.Dispose();

    /// <summary>The retry step died between its plan and the sources.</summary>
    [Fact]
    public async Task Whom_a_plan_has_taken_over_is_not_cancelled_where_the_plan_took_them_from()
    {
        var push = Some.Push(100);
        (push.NextBatch, push.RetryNo, push.CancelledAt) = (1, 1, Some.Now);
        var source = Source();
        await _bed.Pushes.AddEntityAsync(push);
        await _bed.Pushes.AddEntityAsync(source);
        var plan = new RetryPlanner(Some.Layout(100)).Make(Some.Push(100), [source], perParcel: 4, Some.Now);
        await _bed.Pushes.AddEntityAsync(plan.Parcels.Single());

        await _bed.Get<CloseStep>().RunAsync(DispatchStep.ForNext(push), CancellationToken.None);

        var row = _bed.Pushes.Find<ParcelRow>(source.PartitionKey, source.RowKey)!;
        Assert.Equal((0, 0, 3), (row.Cancelled, row.Retrying, row.HandedOn));
        Assert.Equal([new(0, 1)], row.ReadPlans());
        var end = _bed.Pushes.Find<PushRow>(push.PushId, LedgerKey.Push)!;
        var counts = PushProgress.Count(end, plan.Parcels);
        Assert.Equal((97, 3, 0), (counts.Accepted, counts.Retrying, counts.Cancelled));
    }

    private static ParcelRow Source()
    {
        var book = new OutcomeBook(100);
        for (var user = 0; user < 100; user++) book[user] = user < 3 ? Some.Retrying : Some.Accepted;
        var row = new ParcelRow
        {
            PartitionKey = LedgerKey.Segment(Some.PushId, 0),
            RowKey = LedgerKey.Parcel(0),
            State = ParcelState.Settled,
            Count = 100,
            Batches = 1,
            Users = Some.Bytes(Some.Users(3)),
            Due = Some.Now,
        };
        row.Write(book);
        return row;
    }
}
