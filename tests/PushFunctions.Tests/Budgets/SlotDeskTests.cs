using PushFunctions.Budgets;

namespace PushFunctions.Tests.Budgets;

public sealed class SlotDeskTests : DeskTest
{
    private readonly SlotDesk _desk;

    public SlotDeskTests() => _desk = Desk();

    [Fact]
    public async Task A_slot_is_given_at_its_moment_and_not_before()
    {
        var given = await Time.RunAsync(TakeAsync(_desk, Broadcast));

        Assert.Equal(Some.Now + BudgetArithmetic.Lead, given.Slot.At);
        Assert.InRange(given.GivenAt, given.Slot.At, given.Slot.At + Rate.Tolerance);
    }

    [Fact]
    public async Task Slots_of_many_calls_lie_one_spacing_apart()
    {
        var slots = await TakeAsync(_desk, calls: 40);

        var times = slots.Select(slot => slot.At).Order().ToList();
        Assert.All(
            times.Zip(times.Skip(1)),
            pair => Assert.InRange(pair.Second - pair.First, _desk.Spacing, _desk.Spacing * 2));
        Assert.Equal(40, times.Distinct().Count());
    }

    [Fact]
    public async Task The_most_urgent_call_gets_the_next_slot_whoever_came_first()
    {
        var tickets = new[]
        {
            Broadcast, Broadcast with { Due = Some.Now.AddSeconds(-1) }, Broadcast with { Begun = true },
            Broadcast with { Urgency = 1 }, Broadcast with { Urgency = 0, Fed = false }, Broadcast,
        };

        var slots = await Time.RunAsync(
            Task.WhenAll(tickets.Select(ticket => _desk.TakeAsync(ticket, CancellationToken.None))));

        Assert.Equal([4, 3, 2, 1, 0, 5], Enumerable.Range(0, 6).OrderBy(no => slots[no].At));
    }

    [Fact]
    public async Task A_single_overtakes_a_broadcast_that_waits()
    {
        var broadcast = Enumerable.Range(0, 100)
            .Select(_ => _desk.TakeAsync(Broadcast, CancellationToken.None)).ToList();
        await Time.TimerAsync();

        var single = await Time.RunAsync(
            _desk.TakeAsync(Broadcast with { Urgency = 0, Fed = false }, CancellationToken.None));

        Assert.InRange(single.At - Some.Now, TimeSpan.Zero, TimeSpan.FromMilliseconds(250));
        Assert.InRange(broadcast.Count(call => call.IsCompletedSuccessfully && call.Result.At < single.At), 0, 5);
    }

    [Fact]
    public async Task A_slot_that_passed_its_tolerance_is_dropped_and_replaced()
    {
        var calls = Task.WhenAll(Enumerable.Range(0, 3).Select(_ => TakeAsync(_desk, Broadcast)));
        await Time.TimerAsync();

        Time.Advance(TimeSpan.FromMilliseconds(300));
        var given = await Time.RunAsync(calls);

        Assert.All(given, call => Assert.True(call.GivenAt >= call.Slot.At, $"{call.Slot.At:O} was given too soon."));
        Assert.All(
            given, call => Assert.True(call.Slot.At >= Some.Now.AddMilliseconds(200), $"{call.Slot.At:O} had passed."));
    }

    [Fact]
    public async Task A_slot_is_usable_until_its_tolerance_is_over()
    {
        var slot = (await TakeAsync(_desk, calls: 1))[0];

        Time.Advance(slot.At + Rate.Tolerance - Time.Now);
        Assert.True(_desk.IsUsable(slot));
        Time.Advance(TimeSpan.FromTicks(1));

        Assert.False(_desk.IsUsable(slot));
    }

    [Fact]
    public async Task Behind_a_call_that_left_late_the_next_slot_lies_further()
    {
        var slot = (await TakeAsync(_desk, calls: 1))[0];

        _desk.Left(slot, slot.At + Rate.Tolerance + TimeSpan.FromSeconds(0.4));
        var next = (await TakeAsync(_desk, calls: 1))[0];

        Assert.InRange(next.At - slot.At, _desk.Spacing + TimeSpan.FromSeconds(0.4), TimeSpan.FromSeconds(0.5));
    }

    [Fact]
    public async Task What_others_have_taken_meanwhile_is_no_room()
    {
        var slot = (await TakeAsync(_desk, calls: 1))[0];
        Time.Advance(TimeSpan.FromSeconds(2));
        await Store().ChangeAsync(
            Key, budget => (BudgetArithmetic.Reserve(budget, Time.Now, 5, 0, Time.Now.AddSeconds(1)).Count > 0, true),
            CancellationToken.None);
        var next = Row.Next;

        _desk.Left(slot, slot.At + TimeSpan.FromSeconds(1));
        await Time.RunAsync(Task.Run(async () =>
        {
            while (Row.Next == next) await Task.Yield();
        }));

        Assert.Equal(next + TimeSpan.FromSeconds(1) - Rate.Tolerance, Row.Next);
    }

    [Fact]
    public async Task Room_is_made_although_nobody_waits_for_a_slot_and_storage_was_away()
    {
        var slot = (await TakeAsync(_desk, calls: 1))[0];
        var next = Row.Next;
        var failures = 0;
        Table.Before = _ =>
        {
            if (failures++ < 2) throw MemoryTable.Failure(503);
        };

        _desk.Left(slot, slot.At + TimeSpan.FromSeconds(1));
        await Time.RunAsync(Task.Run(async () =>
        {
            while (Row.Next == next) await Task.Yield();
        }));

        Assert.Equal(next + TimeSpan.FromSeconds(1) - Rate.Tolerance, Row.Next);
    }

    [Fact]
    public async Task A_call_that_left_in_time_needs_no_room()
    {
        var slot = (await TakeAsync(_desk, calls: 1))[0];

        _desk.Left(slot, slot.At + Rate.Tolerance);
        await Time.RunAsync(_desk.TakeAsync(Broadcast, CancellationToken.None));

        Assert.Equal(0, Row.Room);
    }

    [Fact]
    public async Task Who_gives_up_leaves_the_slot_to_the_next()
    {
        using var cancel = new CancellationTokenSource();
        var first = _desk.TakeAsync(Broadcast with { Urgency = 0 }, cancel.Token);
        var second = _desk.TakeAsync(Broadcast, CancellationToken.None);
        await Time.TimerAsync();

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        Assert.Equal(Some.Now + BudgetArithmetic.Lead, (await Time.RunAsync(second)).At);
    }

    [Fact]
    public async Task After_a_rest_the_desk_gives_slots_again()
    {
        await TakeAsync(_desk, calls: 3);
        Time.Advance(TimeSpan.FromMinutes(5));

        var slot = (await TakeAsync(_desk, calls: 1))[0];

        Assert.InRange(Time.Now - slot.At, TimeSpan.Zero, Rate.Tolerance);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task Only_a_call_that_nobody_fed_moves_the_feed(bool fed, int moves)
    {
        await Store().ChangeAsync(
            Key, budget => (true, Feeding.Feed(budget, Time.Now, calls: 100)), CancellationToken.None);
        var before = Row.Feed;

        await Time.RunAsync(_desk.TakeAsync(Broadcast with { Fed = fed }, CancellationToken.None));

        Assert.Equal(before + moves * _desk.Spacing, Row.Feed);
    }

    [Fact]
    public async Task What_storage_takes_from_fed_work_moves_the_feed()
    {
        await Store().ChangeAsync(
            Key, budget => (true, Feeding.Feed(budget, Time.Now, calls: 100)), CancellationToken.None);
        await TakeAsync(_desk, calls: 10);
        var before = Row.Feed;
        var backAt = Time.Now + TimeSpan.FromSeconds(3);
        Table.Before = _ =>
        {
            if (Time.Now < backAt) throw MemoryTable.Failure(503);
        };

        var slots = await TakeAsync(_desk, calls: 5);

        var lost = slots.Min(slot => slot.At) - backAt + TimeSpan.FromSeconds(3);
        Assert.Equal(lost.TotalSeconds, (Row.Feed - before).TotalSeconds, 0.2);
    }

    [Fact]
    public async Task A_few_calls_a_minute_wait_without_asking_storage_again_and_again()
    {
        var asked = 0;
        Rate = Limits.PerMinute(1);
        Table.Before = _ => asked++;
        var slow = Desk();

        var slots = await TakeAsync(slow, calls: 2);

        Assert.True(slots[1].At - slots[0].At >= TimeSpan.FromMinutes(1));
        Assert.InRange(asked, 2, 130);
    }
}
