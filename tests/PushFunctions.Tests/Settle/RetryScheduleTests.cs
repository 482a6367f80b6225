using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Options;
using PushFunctions.Settle;

namespace PushFunctions.Tests.Settle;

public sealed class RetryScheduleTests
{
    [Fact]
    public void Nobody_is_tried_before_the_wait_is_over_nor_more_than_a_bucket_later() => Holds.ForAll(Cases, draw =>
    {
        var options = new RetryOptions();
        var schedule = Schedule(options);
        var delay = options.Schedule[draw.Tries - 1];

        var wait = schedule.DueAfter(draw.Push, round: 0, draw.Tries, draw.Now) - draw.Now;

        Assert.InRange(wait, delay * 0.8, delay * 1.2 + schedule.Bucket);
    });

    [Fact]
    public void Due_times_lie_at_the_ends_of_buckets() => Holds.ForAll(Cases, draw =>
    {
        var schedule = Schedule(new());

        var due = schedule.DueAfter(draw.Push, round: 0, draw.Tries, draw.Now);

        Assert.Equal(0, due.UtcTicks % schedule.Bucket.Ticks);
        Assert.Equal(TimeSpan.Zero, due.Offset);
    });

    [Fact]
    public void Without_jitter_the_wait_is_the_delay_rounded_up_to_a_bucket()
    {
        var schedule = Schedule(new() { Jitter = 0, Delays = ["00:00:40"] });

        Assert.Equal(TimeSpan.FromSeconds(10), schedule.Bucket);
        Assert.Equal(Some.Now + TimeSpan.FromSeconds(40), schedule.DueAfter("p", 0, 1, Some.Now));
        Assert.Equal(
            Some.Now + TimeSpan.FromSeconds(50), schedule.DueAfter("p", 0, 1, Some.Now + TimeSpan.FromTicks(1)));
    }

    [Fact]
    public void The_draw_is_the_same_for_a_push_round_and_try_and_another_for_others()
    {
        var schedule = Schedule(new() { Delays = ["06:00:00", "06:00:00"] });

        var another = Schedule(new() { Delays = ["06:00:00"] });
        Assert.Equal(schedule.DueAfter("p", 0, 1, Some.Now), another.DueAfter("p", 0, 1, Some.Now));
        DateTimeOffset[] dues =
        [
            schedule.DueAfter("p", 0, 1, Some.Now), schedule.DueAfter("q", 0, 1, Some.Now),
            schedule.DueAfter("p", 1, 1, Some.Now), schedule.DueAfter("p", 0, 2, Some.Now),
        ];
        Assert.Equal(dues.Length, dues.Distinct().Count());
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void Tries_end_with_the_schedule(int failed, bool again) =>
        Assert.Equal(again, Schedule(new()).HasTryAfter(failed));

    [Theory]
    [InlineData("00:00:30", "00:00:07.5")]
    [InlineData("00:02:00", "00:00:30")]
    [InlineData("06:00:00", "00:00:30")]
    [InlineData("00:00:01", "00:00:00.25")]
    public void A_bucket_is_a_quarter_of_the_shortest_wait_and_at_most_30_s(string shortest, string bucket)
    {
        var schedule = Schedule(new() { Delays = ["07:00:00", shortest] });

        Assert.Equal(TimeSpan.Parse(bucket, System.Globalization.CultureInfo.InvariantCulture), schedule.Bucket);
    }

    [Fact]
    public void The_shortest_wait_that_is_allowed_can_be_used() =>
        Assert.True(Schedule(new() { Delays = ["00:00:00.0000001"] }).DueAfter("p", 0, 1, Some.Now) > Some.Now);

    private static Gen<(string Push, int Tries, DateTimeOffset Now)> Cases =>
        from push in Gen.Choose(0, int.MaxValue - 1)
        from tries in Gen.Choose(1, 5)
        from ms in Gen.Choose(0, int.MaxValue - 1)
        select ($"push{push}", tries, Some.Now + TimeSpan.FromMilliseconds(ms));

    private static RetrySchedule Schedule(RetryOptions options) => new(Options.Create(options));
}
