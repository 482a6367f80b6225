using Microsoft.Extensions.Options;
using PushFunctions.Callbacks;
using PushFunctions.Notices;

namespace PushFunctions.Tests.Callbacks;

public sealed class CallbackScheduleTests
{
    [Theory]
    [InlineData(1, null, 5)]
    [InlineData(2, null, 60)]
    [InlineData(6, null, 21_600)]
    [InlineData(7, null, null)]
    [InlineData(8, null, null)]
    [InlineData(1, 120, 120)]
    [InlineData(2, 30, 60)]
    [InlineData(1, -30, 5)]
    [InlineData(1, 100_000, 21_600)]
    [InlineData(7, 120, null)]
    public void A_failed_try_waits_as_the_schedule_says_or_longer_when_asked_to(
        int failedTries, int? retryAfter, int? seconds)
    {
        var schedule = new CallbackSchedule(Options.Create(new CallbackDeliveryOptions()));

        var delay = schedule.DelayAfter(
            failedTries, retryAfter is { } asked ? TimeSpan.FromSeconds(asked) : null);

        Assert.Equal(seconds, (int?)delay?.TotalSeconds);
        Assert.Equal(7, schedule.Tries);
    }

    [Fact]
    public void The_settings_are_the_whole_list()
    {
        var schedule = new CallbackSchedule(
            Options.Create(new CallbackDeliveryOptions { Delays = ["00:00:01", "00:00:02"] }));

        Assert.Equal(TimeSpan.FromSeconds(2), schedule.DelayAfter(2, null));
        Assert.Null(schedule.DelayAfter(3, null));
    }
}
