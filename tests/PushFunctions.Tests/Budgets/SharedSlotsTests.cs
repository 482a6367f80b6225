using PushFunctions.Budgets;

namespace PushFunctions.Tests.Budgets;

public sealed class SharedSlotsTests : DeskTest
{
    [Fact]
    public async Task Two_processes_never_share_a_slot()
    {
        SlotDesk[] desks = [Desk(), Desk()];

        var slots = await Time.RunAsync(Task.WhenAll(
            Enumerable.Range(0, 60).Select(call => desks[call % 2].TakeAsync(Broadcast, CancellationToken.None))));

        var times = slots.Select(slot => slot.At).Order().ToList();
        Assert.Equal(60, times.Distinct().Count());
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.Second - pair.First >= desks[0].Spacing));
    }

    [Fact]
    public async Task A_write_that_another_process_was_faster_with_is_made_again()
    {
        SlotDesk[] desks = [Desk(), Desk()];
        await TakeAsync(desks[0], calls: 1);
        await TakeAsync(desks[1], calls: 1);
        var refused = 0;
        Table.After = operation =>
        {
            if (operation == "get") refused++;
        };

        // The first process still knows the row as it was before the second one wrote.
        var slot = (await TakeAsync(desks[0], calls: 1))[0];

        Assert.Equal(1, refused);
        Assert.Equal(Row.Next - desks[0].Spacing, slot.At);
    }

    [Fact]
    public async Task One_process_alone_needs_one_operation_a_reservation()
    {
        var desk = Desk();
        await TakeAsync(desk, calls: 1);
        var reads = 0;
        Table.Before = operation => reads += operation == "get" ? 1 : 0;

        await TakeAsync(desk, calls: 6);

        Assert.Equal(0, reads);
        Assert.InRange(Table.Writes, 2, 4);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(503)]
    [InlineData(500)]
    public async Task While_storage_is_away_calls_wait_and_go_on_afterwards(int status)
    {
        var failures = 5;
        Table.Before = operation =>
        {
            if (operation != "get" && failures-- > 0) throw MemoryTable.Failure(status);
        };

        var slots = await TakeAsync(Desk(), calls: 4);

        Assert.Equal(4, slots.Distinct().Count());
        Assert.True(
            slots.Min(slot => slot.At) >= Some.Now + TimeSpan.FromSeconds(1), "Storage was asked again too soon.");
    }

    [Fact]
    public async Task A_reservation_whose_answer_was_lost_is_not_used_twice()
    {
        var lost = false;
        Table.After = operation =>
        {
            if (operation == "get" || lost) return;
            lost = true;
            throw MemoryTable.Failure(0);
        };
        SlotDesk[] desks = [Desk(), Desk()];

        var slots = await Time.RunAsync(
            Task.WhenAll(desks.Select(desk => desk.TakeAsync(Broadcast, CancellationToken.None))));

        Assert.Equal(2, slots.Select(slot => slot.At).Distinct().Count());
    }
}
