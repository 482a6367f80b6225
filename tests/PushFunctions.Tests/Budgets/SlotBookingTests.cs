using Microsoft.Extensions.Logging.Abstractions;
using PushFunctions.Budgets;

namespace PushFunctions.Tests.Budgets;

public sealed class SlotBookingTests
{
    private static readonly BudgetKey Key = new(Some.App, BudgetNames.PushSync);
    private static readonly TimeSpan FiveSeconds = TimeSpan.FromSeconds(5);

    private readonly ManualTime _time = new();
    private readonly MemoryTable _table = new();
    private readonly SlotBooking _booking;

    public SlotBookingTests() => _booking = Process();

    [Fact]
    public async Task Processes_book_one_slot_after_the_other_until_the_next_is_too_far_ahead()
    {
        SlotBooking[] processes = [_booking, Process()];
        var moments = new List<double>();
        for (var turn = 0; ; turn++)
        {
            var (slot, wait) = await processes[turn % 2].BookAsync(Key, FiveSeconds, CancellationToken.None);
            if (slot is null)
            {
                Assert.Equal(655, wait.TotalMilliseconds);
                break;
            }

            moments.Add((slot.Value.At - _time.Now).TotalMilliseconds);
        }

        Assert.Equal([150, 1_251, 2_352, 3_453, 4_554], moments);
    }

    [Fact]
    public async Task What_cannot_be_booked_now_can_be_when_the_wait_is_over()
    {
        var wait = TimeSpan.Zero;
        while (wait <= TimeSpan.Zero) (_, wait) = await _booking.BookAsync(Key, FiveSeconds, CancellationToken.None);

        _time.Advance(wait);

        Assert.NotNull((await _booking.BookAsync(Key, FiveSeconds, CancellationToken.None)).Slot);
    }

    [Fact]
    public async Task A_slot_is_waited_for_until_its_moment()
    {
        var slot = await BookAsync();

        Assert.True(await _time.RunAsync(_booking.WaitAsync(Key, slot)));

        Assert.Equal(slot.At, _time.Now);
    }

    [Fact]
    public async Task A_slot_whose_moment_has_passed_by_more_than_the_tolerance_is_not_used()
    {
        var slot = await BookAsync();
        _time.Advance(slot.At + TimeSpan.FromMilliseconds(21) - _time.Now);

        Assert.False(await _booking.WaitAsync(Key, slot));
    }

    [Fact]
    public async Task A_slot_that_was_booked_before_another_process_was_held_back_is_not_used()
    {
        var refused = await BookAsync();
        var slot = await BookAsync();

        await Process().HoldBackAsync(Key, refused, retryAfter: null);

        Assert.False(await _time.RunAsync(_booking.WaitAsync(Key, slot)));
        Assert.True(await _time.RunAsync(_booking.WaitAsync(Key, await BookAsync())));
    }

    [Fact]
    public async Task A_slot_given_back_is_the_next()
    {
        var slot = await BookAsync();

        await _booking.GiveBackAsync(Key, slot, CancellationToken.None);

        Assert.Equal(slot, await BookAsync());
    }

    [Fact]
    public async Task A_row_that_somebody_removed_begins_anew()
    {
        await _booking.HoldBackAsync(Key, await BookAsync(), retryAfter: null);
        await _table.DeleteEntityAsync(Key.App, Key.Budget);

        Assert.True(await _time.RunAsync(_booking.WaitAsync(Key, await BookAsync())));
    }

    private async Task<Slot> BookAsync() =>
        (await _booking.BookAsync(Key, FiveSeconds, CancellationToken.None)).Slot!.Value;

    private SlotBooking Process()
    {
        var store = Limits.Store(_table, _time);
        return new(
            store, new(store, Limits.Settings(), Memory.Metrics(), _time, NullLogger<SlotDesk>.Instance), _time);
    }
}
