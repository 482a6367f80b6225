using FsCheck.Fluent;
using PushFunctions.Listing;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Listing;

public sealed class ListWindowTests
{
    [Fact]
    public void The_first_has_what_is_newer_than_the_clock_too()
    {
        var window = ListWindow.From(ListPlace.Start, Some.Now);

        Assert.Equal((0, NewestFirst.MinuteOf(NewestFirst.KeyOf(Some.Now)) + 1), (window.Begin, window.End));
    }

    [Fact]
    public void Others_begin_where_the_page_before_ended()
    {
        var key = IndexRow.NewOpenKey(Some.PushId, Some.Now);

        var window = ListWindow.From(new(key, Minutes: 7), Some.Now.AddDays(1));

        var minute = NewestFirst.MinuteOf(key);
        Assert.Equal((minute, minute + 7), (window.Begin, window.End));
    }

    [Theory]
    [InlineData(0, 100, 640)]
    [InlineData(1, 100, 640)]
    [InlineData(50, 50, 20)]
    [InlineData(99, 1, 1)]
    [InlineData(10, 90, 180)]
    public void The_next_is_likely_to_hold_twice_what_is_wanted(int found, int wanted, long minutes)
    {
        var window = new ListWindow(1_000, 10);

        Assert.Equal(new(1_010, minutes), window.Next(found, wanted));
    }

    [Fact]
    public void A_shorter_one_begins_behind_what_was_found()
    {
        var window = new ListWindow(1_000, 80, IsNewest: true);

        Assert.Equal(window with { Minutes = 10 }, window.Shorter(last: null));
        Assert.Equal(new(1_003, 10), window.Shorter(NewestFirst.KeyBefore(1_003)));
        Assert.True(window.Shorter(null).Shorter(null).IsShortest);
    }

    [Fact]
    public void They_follow_each_other_without_a_gap_and_soon_reach_the_beginning_of_time() => Holds.ForAll(
        Gen.Choose(0, int.MaxValue - 1),
        seed =>
        {
            var random = new Random(seed);
            var (window, windows) = (ListWindow.From(ListPlace.Start, Some.Now), 0);
            while (!window.IsPastAll)
            {
                var next = window.Next(found: random.Next(3) == 0 ? random.Next(1, 50) : 0, wanted: random.Next(50, 1_001));
                Assert.Equal(window.End, next.Begin);
                Assert.InRange(next.Minutes, 1, window.Minutes * 64);
                window = next;
                windows++;
            }

            Assert.True(window.First > NewestFirst.LastMinute);
            Assert.InRange(windows, 1, 22);
        });

    [Theory]
    [InlineData(0, 2)]
    [InlineData(4, 10)]
    public void A_page_that_is_full_tells_how_long_a_time_it_needed(int minutes, long hint)
    {
        var window = new ListWindow(1_000, 64);

        Assert.Equal(hint, window.MinutesOfPage(NewestFirst.KeyBefore(1_000 + minutes)));
    }
}
