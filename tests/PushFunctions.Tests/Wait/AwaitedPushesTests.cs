using PushFunctions.Storage;

namespace PushFunctions.Tests.Wait;

public sealed class AwaitedPushesTests : IDisposable
{
    private static readonly DateTimeOffset CallAt = Some.Now + TimeSpan.FromSeconds(3);

    private readonly MemoryBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Fact]
    public async Task A_push_is_born_sending_with_its_claimed_parcel()
    {
        using var held = await MakeAsync();

        var push = _bed.Pushes.Find<PushRow>(Some.PushId, LedgerKey.Push)!;
        Assert.Equal((PushState.Sending, true), (push.State, push.IsAwaited));
        Assert.NotNull(_bed.Index.Find<IndexRow>(IndexRow.Open, push.OpenRow));
        Assert.Equal((ParcelState.Sending, held!.Row.Owner), (_bed.Row(Some.Single(1)).State, held.Row.Owner));
        Assert.Equal(3, _bed.Pushes.Writes + _bed.Index.Writes);
        Assert.True(await held.ProlongAsync());
    }

    [Theory]
    [InlineData(409)]
    [InlineData(503)]
    public async Task A_transaction_whose_answer_was_lost_is_ones_own(int status)
    {
        _bed.Pushes.After = operation =>
        {
            if (operation == "transaction") throw MemoryTable.Failure(status);
        };

        using var held = await MakeAsync();

        Assert.True(await held!.ProlongAsync());
    }

    [Fact]
    public async Task Storage_that_has_not_done_it_is_away()
    {
        _bed.Pushes.Before = operation =>
        {
            if (operation == "transaction") throw MemoryTable.Failure(503);
        };

        await Assert.ThrowsAsync<Azure.RequestFailedException>(MakeAsync);
    }

    [Fact]
    public async Task Of_two_the_second_leaves_nothing()
    {
        using var first = await MakeAsync();
        _bed.Time.Advance(TimeSpan.FromMilliseconds(1));
        var late = Some.Draft;
        late.Created = _bed.Time.Now;
        late.OpenRow = IndexRow.NewOpenKey(late.PushId, late.Created);

        Assert.Null(await _bed.Awaited.MakeAsync(late, CallAt, CancellationToken.None));

        Assert.Null(_bed.Index.Find<IndexRow>(IndexRow.Open, late.OpenRow));
        Assert.Equal(first!.Row.Owner, _bed.Row(Some.Single(1)).Owner);
    }

    [Fact]
    public async Task An_ordinary_push_that_nobody_has_picked_up_yet_was_faster()
    {
        await _bed.Pushes.AddEntityAsync(Some.Draft);

        Assert.Null(await MakeAsync());
    }

    [Theory]
    [InlineData(ParcelState.Sending, 1, 0, true)]
    [InlineData(ParcelState.Sending, 1, 60, false)]
    [InlineData(ParcelState.Sending, 2, 0, false)]
    [InlineData(ParcelState.Released, 1, 0, false)]
    [InlineData(ParcelState.Settled, 1, 0, false)]
    public async Task A_call_is_in_the_air_while_its_first_holder_has_it(
        ParcelState state, int attempt, int seconds, bool isInTheAir)
    {
        using var held = await MakeAsync();
        await _bed.ChangeAsync(Some.Single(1), row => (row.State, row.Attempt) = (state, attempt));
        _bed.Time.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(isInTheAir, await _bed.Awaited.IsInTheAirAsync(Some.Draft, CancellationToken.None));
    }

    private Task<PushFunctions.Claims.HeldParcel?> MakeAsync() =>
        _bed.Awaited.MakeAsync(Some.Draft, CallAt, CancellationToken.None);
}
