using System.Text.Json;
using PushFunctions.Accept;
using PushFunctions.Budgets;
using PushFunctions.Claims;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Wait;

public sealed class AwaitedCallTests : IDisposable
{
    private static readonly TimeSpan FiveSeconds = TimeSpan.FromSeconds(5);

    private readonly MemoryBed _bed = new();

    // No message: its call is refused without being made.
    private readonly PushRow _push = Some.Draft;

    public AwaitedCallTests() => _push.Groups = Some.Bytes(Some.Layout([1], _ => Some.Json("17")).Groups);

    private BudgetKey Key => new(_push.App, BudgetNames.PushSync);

    private ParcelRow Row => _bed.Row(Some.Single(1));

    private PushRow Stored => _bed.Pushes.Find<PushRow>(Some.PushId, LedgerKey.Push)!;

    public void Dispose() => _bed.Dispose();

    [Fact]
    public async Task What_the_sender_is_told_is_kept_in_the_transaction_that_ends_the_push()
    {
        var slot = await BookAsync();

        var answered = Assert.IsType<Acceptance.Answered>(await MakeAsync(slot)).Answer;

        Assert.Equal(slot.At, _bed.Time.Now);
        Assert.Equal(
            (Some.PushId, "user000000", UserOutcome.Failed, "REFUSED"),
            (answered.PushId, answered.User, answered.Outcome, answered.Status));
        Assert.Equal((PushState.Finished, 1, 1), (Stored.State, Stored.Failed, Stored.Calls));
        var told = JsonSerializer.Deserialize<AnsweredPush>(Stored.Answer, JsonSerializerOptions.Web);
        Assert.Equal(answered, told);
    }

    [Fact]
    public async Task A_slot_that_was_missed_is_followed_by_another()
    {
        var slot = await BookAsync();
        _bed.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.IsType<Acceptance.Answered>(await MakeAsync(slot));

        Assert.True(_bed.Time.Now >= slot.At + TimeSpan.FromMilliseconds(1_101), $"{_bed.Time.Now:O}");
        Assert.Equal(1, Stored.Calls);
    }

    [Fact]
    public async Task A_push_that_gets_no_slot_in_time_is_given_to_the_ordinary_way_without_a_call()
    {
        var slot = await BookAsync();
        while ((await _bed.Slots.BookAsync(Key, FiveSeconds, CancellationToken.None)).Slot is not null)
        {
            // Others take all that there are.
        }

        // Missed, and the next is more than 5 s ahead.
        _bed.Time.Advance(slot.At + TimeSpan.FromMilliseconds(30) - _bed.Time.Now);
        await _bed.Slots.BookAsync(Key, FiveSeconds + FiveSeconds, CancellationToken.None);

        var goesOn = Assert.IsType<Acceptance.Accepted>(await MakeAsync(slot));

        Assert.Contains("no call could be made in time", Assert.Single(goesOn.Warnings), StringComparison.Ordinal);
        AssertHandedOn();
    }

    [Fact]
    public async Task A_slot_behind_the_end_of_the_push_is_not_waited_for()
    {
        var slot = await BookAsync();
        _push.ExpiresAt = slot.At;

        Assert.IsType<Acceptance.Accepted>(await MakeAsync(slot));

        Assert.True(_bed.Time.Now < slot.At, "An ordinary call may still come in time.");
        AssertHandedOn();
    }

    [Fact]
    public async Task A_push_that_cannot_be_settled_is_left_to_the_watchdog_at_once()
    {
        var slot = await BookAsync();
        var held = await HeldAsync(slot);
        _bed.Pushes.Before = operation =>
        {
            if (operation == "transaction") throw MemoryTable.Failure(403);
        };

        await Assert.ThrowsAsync<Azure.RequestFailedException>(
            () => _bed.Time.RunAsync(_bed.AwaitedCall.MakeAsync(_push, held, slot)));

        Assert.Equal((ParcelState.Sending, 1), (Row.State, Row.Calls));
        Assert.True(Row.Until < _bed.Time.Now, $"Held until {Row.Until:O}.");
    }

    private void AssertHandedOn()
    {
        Assert.Equal((ParcelState.Released, 0, 0), (Row.State, Row.Calls, Row.PossiblyTwice));
        Assert.True(QueueText.TryReadParcel(Assert.Single(_bed.Delivery.Puts).Text, out var parcel, out _));
        Assert.Equal((true, Row.RowKey), (parcel.IsSingle, parcel.Row));
        Assert.Null(Stored.Answer);
    }

    private async Task<Slot> BookAsync() =>
        (await _bed.Slots.BookAsync(Key, FiveSeconds, CancellationToken.None)).Slot!.Value;

    private async Task<HeldParcel> HeldAsync(Slot slot) =>
        (await _bed.Awaited.MakeAsync(_push, slot.At, CancellationToken.None))!;

    private async Task<Acceptance> MakeAsync(Slot slot)
    {
        using var held = await HeldAsync(slot);
        return await _bed.Time.RunAsync(_bed.AwaitedCall.MakeAsync(_push, held, slot));
    }
}
