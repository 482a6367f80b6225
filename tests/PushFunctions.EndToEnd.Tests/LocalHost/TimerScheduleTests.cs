using PushFunctions.LocalHost.Timers;

namespace PushFunctions.EndToEnd.Tests.LocalHost;

/// <summary>What a schedule says.</summary>
public sealed class TimerScheduleTests
{
    private static readonly DateTime Noon = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("*/15 * * * * *", "2026-11-20T12:00:15", true)]
    [InlineData("0 */5 * * * *", "2026-11-20T12:05:00", false)]
    [InlineData("*/5 * * * *", "2026-11-20T12:05:00", false)]
    [InlineData("0 30 3 * * 1", "2026-11-23T03:30:00", false)]
    [InlineData("00:00:30", "2026-11-20T12:00:30", true)]
    [InlineData("06:00:00", "2026-11-20T18:00:00", false)]
    [InlineData("0 0 0 30 2 *", "9999-12-31T23:59:59.9999999", false)]
    public void Gives_the_next_time_and_whether_it_is_a_frequent_one(string text, string next, bool isFrequent)
    {
        var schedule = TimerSchedule.Parse(text)!;

        Assert.Equal(next, schedule.NextAfter(Noon).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF"));
        Assert.Equal(isFrequent, schedule.IsFrequent(Noon));
    }

    [Theory]
    [InlineData("")]
    [InlineData("often")]
    [InlineData("* * * *")]
    [InlineData("* * * * * * *")]
    [InlineData("61 * * * * *")]
    [InlineData("00:00:00")]
    [InlineData("-00:05:00")]
    public void Is_refused_when_it_is_neither_fields_nor_a_time(string text) => Assert.Null(TimerSchedule.Parse(text));
}
