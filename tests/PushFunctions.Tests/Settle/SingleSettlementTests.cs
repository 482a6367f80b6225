using PushFunctions.Claims;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Settle;

public sealed class SingleSettlementTests : IDisposable
{
    private readonly MemoryBed _bed = new();
    private readonly Parcel _parcel = Some.Single(3);
    private readonly IndexRow _open = IndexRow.ForOpen(Some.Draft);

    public void Dispose() => _bed.Dispose();

    private PushRow Push => _bed.Pushes.Find<PushRow>(Some.PushId, LedgerKey.Push)!;

    [Fact]
    public async Task Parcel_and_push_end_in_one_transaction_and_the_index_follows()
    {
        var held = await HeldAsync(Some.Accepted);
        var writes = _bed.Pushes.Writes;

        await SettleAsync(held);

        Assert.Equal(writes + 2, _bed.Pushes.Writes);
        Assert.Equal((PushState.Finished, 3, 1, 1), (Push.State, Push.Accepted, Push.Mark, Push.Calls));
        Assert.Equal("finished", Push.ReadTimeline()[^1].What);
        Assert.Null(_bed.Index.Find<IndexRow>(_open.PartitionKey, _open.RowKey));
        var listed = ListingRow.Of(Push);
        Assert.Equal(PushState.Finished, _bed.Listing.Find<ListingRow>(listed.PartitionKey, listed.RowKey)!.State);
    }

    [Fact]
    public async Task A_push_with_users_who_are_due_goes_on()
    {
        await SettleAsync(await HeldAsync(Some.Retrying));

        Assert.Equal((PushState.Sending, 0, true), (Push.State, Push.Mark, Push.IsFed));
        Assert.NotNull(_bed.Index.Find<IndexRow>(_open.PartitionKey, _open.RowKey));
        var steps = _bed.Dispatch.Puts.Select(
            put => QueueText.TryReadStep(put.Text, out var step, out _) ? step.Kind : default);
        Assert.Equal([StepKind.Retry, StepKind.Close], steps);
    }

    [Theory]
    [InlineData(LedgerKey.Push)]
    [InlineData("parcel|0000000")]
    public async Task The_watchdogs_note_on_either_row_delays_nothing(string row)
    {
        var held = await HeldAsync(Some.Accepted);
        var noted = false;
        _bed.Pushes.Before = operation =>
        {
            if (operation != "transaction" || noted) return;
            noted = true;
            _bed.NoteAsync(Some.PushId, row).Wait();
        };

        await SettleAsync(held);

        Assert.True(noted);
        Assert.Equal((PushState.Finished, 3), (Push.State, Push.Accepted));
        Assert.Equal(ParcelState.Settled, _bed.Row(_parcel).State);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(500)]
    public async Task A_transaction_whose_answer_was_lost_counts_once(int status)
    {
        var held = await HeldAsync(Some.Accepted);
        var lost = false;
        _bed.Pushes.After = operation =>
        {
            if (operation != "transaction" || lost) return;
            lost = true;
            throw MemoryTable.Failure(status);
        };

        await _bed.Time.RunAsync(SettleAsync(held));

        Assert.Equal((PushState.Finished, 3, 1), (Push.State, Push.Accepted, Push.Calls));
        Assert.Null(_bed.Index.Find<IndexRow>(_open.PartitionKey, _open.RowKey));
    }

    [Fact]
    public async Task A_parcel_that_was_taken_over_changes_no_push()
    {
        var held = await HeldAsync(Some.Accepted);
        await _bed.ChangeAsync(_parcel, row => (row.Owner, row.Attempt) = ("other", 2));

        await SettleAsync(held);

        Assert.Equal((PushState.Waiting, 0), (Push.State, Push.Accepted));
    }

    [Fact]
    public async Task A_push_that_was_removed_is_looked_for_with_pauses_and_then_a_failure()
    {
        var held = await HeldAsync(Some.Accepted);
        await _bed.Pushes.DeleteEntityAsync(Some.PushId, LedgerKey.Push, Azure.ETag.All);
        var asked = 0;
        _bed.Pushes.Before = _ => asked++;

        await Assert.ThrowsAsync<Azure.RequestFailedException>(() => _bed.Time.RunAsync(SettleAsync(held)));

        Assert.InRange(asked, 1, 2_000);
    }

    [Fact]
    public async Task Whoever_meets_an_ended_push_does_what_its_end_lacks()
    {
        await SettleAsync(await HeldAsync(Some.Accepted));
        await _bed.Index.UpsertEntityAsync(_open);

        await _bed.Handler.HandleAsync(
            "m", BinaryData.FromBytes(Some.Bytes(_parcel)), CancellationToken.None);

        Assert.Null(_bed.Index.Find<IndexRow>(_open.PartitionKey, _open.RowKey));
    }

    private async Task<HeldParcel> HeldAsync(UserEntry outcome)
    {
        var push = Some.Push(3);
        (push.State, push.Blob) = (PushState.Waiting, null);
        (push.OpenRow, push.Users) = (_open.RowKey, Some.Bytes(Some.Users(3)));
        await _bed.Index.UpsertEntityAsync(_open);
        await _bed.Pushes.AddEntityAsync(push);
        var held = await _bed.HoldAsync(_parcel);
        held.CountCall();
        for (var user = 0; user < 3; user++) held.Book[user] = outcome;
        return held;
    }

    private Task SettleAsync(HeldParcel held) => _bed.Settlement.SettleAsync(held, CancellationToken.None);
}
