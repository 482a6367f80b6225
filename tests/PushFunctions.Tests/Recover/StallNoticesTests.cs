using Azure;
using Azure.Data.Tables;
using PushFunctions.Recover;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Recover;

public sealed class StallNoticesTests : IDisposable
{
    private readonly MemoryBed _bed = new(Ops.Settings());

    public StallNoticesTests() => _bed.Time.Advance(TimeSpan.FromMinutes(1));

    public void Dispose() => _bed.Dispose();

    [Fact]
    public async Task A_push_that_is_stalled_is_told_once_with_its_counts_and_the_reason()
    {
        await AddAsync(PushState.Stalled);

        await WatchAsync(_bed, runs: 3);

        var notice = Assert.Single(Ops.Notices(_bed));
        Assert.Equal($"push-stalled-{Some.PushId}-0", notice.Id);
        var data = Some.Json(notice.Body).GetProperty("data");
        Assert.Equal(
            ("stalled", "The credentials were refused."),
            (data.GetProperty("state").GetString(), data.GetProperty("reason").GetString()));
        var counts = data.GetProperty("counts");
        Assert.Equal((30, 170, 50), (
            counts.GetProperty("accepted").GetInt32(), counts.GetProperty("dead").GetInt32(),
            counts.GetProperty("pending").GetInt32()));
    }

    [Fact]
    public async Task Each_time_that_it_is_stalled_is_told_with_an_id_of_its_own()
    {
        await AddAsync(PushState.Stalled);
        foreach (var state in (PushState[])[PushState.Stalled, PushState.Sending, PushState.Stalled, PushState.Paused])
        {
            await SetAsync(state);
            await WatchAsync(_bed, runs: 2);
        }

        Assert.Equal(
            [$"push-stalled-{Some.PushId}-0", $"push-stalled-{Some.PushId}-1"],
            Ops.Notices(_bed).Select(notice => notice.Id));
    }

    [Theory]
    [InlineData(PushState.Sending)]
    [InlineData(PushState.Paused)]
    [InlineData(PushState.Waiting)]
    public async Task Others_are_not_told_of_and_not_written(PushState state)
    {
        var push = await AddAsync(state);
        await WatchAsync(_bed, runs: 1);

        Assert.Empty(Ops.Notices(_bed));
        Assert.Equal((push.IsStallTold, push.StallsOver), (Row(_bed).IsStallTold, Row(_bed).StallsOver));
    }

    [Fact]
    public async Task One_that_is_being_cancelled_is_not_told_of()
    {
        await AddAsync(PushState.Stalled, push => push.CancelledAt = Some.Now);

        await WatchAsync(_bed, runs: 2);

        Assert.Empty(Ops.Notices(_bed));
    }

    [Fact]
    public async Task One_that_is_written_all_the_time_is_told_of_once()
    {
        await AddAsync(PushState.Stalled);
        // Between the read of the row and the note on it.
        _bed.Callbacks.After = _ => _bed.Pushes.UpdateEntityAsync(
            new TableEntity(Some.PushId, LedgerKey.Push) { [nameof(PushRow.Step)] = 7 }, ETag.All).GetAwaiter().GetResult();

        await WatchAsync(_bed, runs: 3);

        Assert.Single(Ops.Notices(_bed));
        Assert.Equal((true, 7), (Row(_bed).IsStallTold, Row(_bed).Step));
    }

    [Fact]
    public async Task Where_nobody_wants_to_hear_of_it_nothing_is_written()
    {
        using var bed = new MemoryBed(Ops.Settings("push.finished"));
        bed.Time.Advance(TimeSpan.FromMinutes(1));
        var before = await AddAsync(PushState.Stalled, bed: bed);

        await WatchAsync(bed, runs: 2);

        Assert.Empty(Ops.Notices(bed));
        Assert.Equal(before.ETag, Row(bed).ETag);
    }

    [Fact]
    public async Task What_fails_between_telling_and_noting_is_told_again_with_the_same_id()
    {
        await AddAsync(PushState.Stalled);
        _bed.Pushes.Before = operation =>
        {
            if (operation is not "query") throw MemoryTable.Failure(503);
        };
        await WatchAsync(_bed, runs: 1);
        _bed.Pushes.Before = null;

        await WatchAsync(_bed, runs: 2);

        Assert.Equal(2, Ops.Notices(_bed).Count);
        Assert.Single(Ops.Notices(_bed).Select(notice => notice.Id).Distinct());
    }

    [Fact]
    public async Task A_queue_that_is_away_loses_nothing()
    {
        await AddAsync(PushState.Stalled);
        _bed.Callbacks.Before = () => throw MemoryTable.Failure(503);
        await WatchAsync(_bed, runs: 2);
        _bed.Callbacks.Before = null;

        await WatchAsync(_bed, runs: 2);

        Assert.Single(Ops.Notices(_bed));
    }

    private static PushRow Row(MemoryBed bed) => bed.Pushes.Find<PushRow>(Some.PushId, LedgerKey.Push)!;

    private static async Task WatchAsync(MemoryBed bed, int runs)
    {
        for (var run = 0; run < runs; run++) await bed.Get<WatchdogHandler>().HandleAsync(CancellationToken.None);
    }

    /// <summary>A push to 250 users, 30 of whom were told, while of 200 the outcome is known.</summary>
    private async Task<PushRow> AddAsync(PushState state, Action<PushRow>? change = null, MemoryBed? bed = null)
    {
        bed ??= _bed;
        var push = Some.Push(250);
        (push.NextBatch, push.Step, push.StepDue) = (2, 1, bed.Time.Now.AddMinutes(5));
        (push.State, push.Reason) = (state, "The credentials were refused.");
        change?.Invoke(push);
        await bed.Pushes.UpsertEntityAsync(push);
        await bed.Index.UpsertEntityAsync(IndexRow.ForOpen(push));
        await bed.Pushes.UpsertEntityAsync(new ParcelRow
        {
            PartitionKey = LedgerKey.Segment(Some.PushId, 0),
            RowKey = LedgerKey.Parcel(0),
            State = ParcelState.Settled,
            Batches = 2,
            Count = 200,
            Accepted = 30,
            Dead = 170,
        });
        return Row(bed);
    }

    private async Task SetAsync(PushState state)
    {
        var push = Row(_bed);
        push.State = state;
        await _bed.Pushes.UpdateEntityAsync(push, push.ETag, Azure.Data.Tables.TableUpdateMode.Replace);
    }
}
