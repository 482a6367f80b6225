using PushFunctions.Dev.Load;

namespace PushFunctions.EndToEnd.Tests.Dev.Load;

public sealed class SlotGridTests
{
    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(50.25);

    [Fact]
    public void Tells_how_late_calls_are_wherever_the_slots_lie()
    {
        // Of 390 calls nearly all are 1 to 4 ms late, a few much more.
        var late = Enumerable.Range(0, 390).Select(number => number % 100 == 7 ? 30.0 : 1 + (number % 4)).ToList();

        var figures = SlotGrid.Lateness([.. late.Select((by, slot) => At(slot, 17.3 + by))], Spacing);

        // The soonest is 0 late: what all have in common is not seen.
        Assert.Equal(late.Select(by => by - 1), figures.Select(by => Math.Round(by, 3)));
    }

    [Fact]
    public void Slots_that_were_dropped_make_nobody_late()
    {
        int[] slots = [.. Enumerable.Range(0, 300).Where(slot => slot % 9 != 0)];

        var figures = SlotGrid.Lateness([.. slots.Select(slot => At(slot, 3))], Spacing);

        Assert.All(figures, late => Assert.Equal(0, late, 0.001));
    }

    [Fact]
    public void A_pause_that_moves_all_slots_is_seen_only_in_its_slice()
    {
        // 200 calls a slice; the pause is in the third.
        var times = Enumerable.Range(0, 1_000).Select(slot => At(slot, slot < 500 ? 0 : 25)).ToList();

        var late = SlotGrid.Lateness(times, Spacing);

        Assert.True(late.Count(by => by > 1) <= 200, $"{late.Count(by => by > 1)} seem late");
    }

    [Fact]
    public void A_call_before_all_others_is_the_one_in_time()
    {
        var times = Enumerable.Range(0, 100).Select(slot => At(slot, slot == 50 ? 8 : 10)).ToList();

        var late = SlotGrid.Lateness(times, Spacing);

        Assert.Equal((0.0, 2.0), (Math.Round(late[50], 3), Math.Round(late.Max(), 3)));
    }

    [Fact]
    public void Slots_closer_than_20_ms_cannot_be_told_apart() =>
        Assert.Empty(SlotGrid.Lateness([Calls.At(0), Calls.At(1)], TimeSpan.FromMilliseconds(19.9)));

    [Fact]
    public void Of_1_200_calls_a_minute_slots_lie_50_25_ms_apart() =>
        Assert.Equal(50.25, SlotGrid.Spacing(1_200).TotalMilliseconds, 0.01);

    private static DateTimeOffset At(int slot, double late) =>
        Calls.Start + (Spacing * slot) + TimeSpan.FromMilliseconds(late);
}
