using PushFunctions.Budgets;

namespace PushFunctions.Tests.Budgets;

public sealed class EpochTests : DeskTest
{
    [Fact]
    public async Task After_a_refusal_the_next_slot_lies_behind_the_hold_back()
    {
        var desk = Desk();
        var slot = (await TakeAsync(desk, calls: 1))[0];
        var refusedAt = Time.Now;

        await desk.HoldBackAsync(slot, retryAfter: null, CancellationToken.None);
        var next = (await TakeAsync(desk, calls: 1))[0];

        Assert.InRange(next.At - refusedAt, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.2));
        Assert.Equal(slot.Epoch + 1, next.Epoch);
    }

    [Fact]
    public async Task Slots_of_an_older_epoch_are_not_used()
    {
        var desk = Desk();
        var slots = await TakeAsync(desk, calls: 2);

        await desk.HoldBackAsync(slots[0], retryAfter: null, CancellationToken.None);

        Assert.False(desk.IsUsable(slots[1]));
    }

    [Fact]
    public async Task Calls_that_wait_get_slots_behind_the_hold_back()
    {
        var desk = Desk();
        var first = (await TakeAsync(desk, calls: 1))[0];
        var waiting = Task.WhenAll(Enumerable.Range(0, 5).Select(_ => TakeAsync(desk, Broadcast)));
        await Time.TimerAsync();
        var refusedAt = Time.Now;

        await desk.HoldBackAsync(first, retryAfter: null, CancellationToken.None);
        var given = await Time.RunAsync(waiting);

        Assert.All(given, call => Assert.True(
            call.GivenAt >= refusedAt + TimeSpan.FromSeconds(1), $"{call.GivenAt:O} is too soon."));
    }

    [Fact]
    public async Task Of_many_refusals_of_one_epoch_only_one_holds_back()
    {
        SlotDesk[] desks = [Desk(), Desk()];
        var slots = await Time.RunAsync(
            Task.WhenAll(desks.Select(desk => desk.TakeAsync(Broadcast, CancellationToken.None))));

        await Task.WhenAll(
            desks.Select((desk, no) => desk.HoldBackAsync(slots[no], retryAfter: null, CancellationToken.None)));

        Assert.Equal((1, 1_000L), (Row.Epoch, Row.HoldBackMs));
    }

    [Fact]
    public async Task Another_process_learns_of_it_with_its_next_reservation()
    {
        SlotDesk[] desks = [Desk(), Desk()];
        var old = (await TakeAsync(desks[1], calls: 1))[0];
        var slot = (await TakeAsync(desks[0], calls: 1))[0];
        var refusedAt = Time.Now;

        await desks[0].HoldBackAsync(slot, retryAfter: null, CancellationToken.None);
        var next = (await TakeAsync(desks[1], calls: 1))[0];

        Assert.True(next.At >= refusedAt + TimeSpan.FromSeconds(1));
        Assert.False(desks[1].IsUsable(old));
    }

    [Fact]
    public async Task A_long_hold_back_sends_back_those_who_wait_to_begin()
    {
        var desk = Desk();
        var slot = (await TakeAsync(desk, calls: 1))[0];
        await desk.Admission.EnterAsync(Broadcast, calls: 1_000, CancellationToken.None);
        var waiting = desk.Admission.EnterAsync(Broadcast, calls: 1, CancellationToken.None);

        await desk.HoldBackAsync(slot, TimeSpan.FromSeconds(40), CancellationToken.None);
        var call = desk.TakeAsync(Broadcast, CancellationToken.None);

        var wait = Assert.IsType<Entry.HeldBack>(await waiting).Wait;
        Assert.InRange(wait, TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(41));
        await Time.RunAsync(call);
    }

    [Fact]
    public async Task While_storage_is_away_the_process_itself_waits()
    {
        var desk = Desk();
        var slot = (await TakeAsync(desk, calls: 1))[0];
        Table.Before = _ => throw MemoryTable.Failure(503);

        var holding = desk.HoldBackAsync(slot, retryAfter: null, CancellationToken.None);
        var waited = await Time.AdvanceToTimerAsync();
        await holding;

        Assert.Equal(TimeSpan.FromSeconds(1), waited);
    }
}
