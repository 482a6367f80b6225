using PushFunctions.Dev.Pacing;

namespace PushFunctions.EndToEnd.Tests.Dev.Pacing;

public sealed class BroadcastResultTests
{
    [Theory]
    [InlineData(510, 64, 3.5, 0, true)]
    [InlineData(510.1, 64, 3.5, 0, false)]
    [InlineData(510, 64.1, 3.5, 0, false)]
    [InlineData(510, 64, 3.51, 0, false)]
    [InlineData(510, 64, 3.5, 1, false)]
    public void A_million_users_take_8_minutes_and_a_half_at_most(
        double seconds, double growth, double operations, int throttled, bool isWithin) =>
        Assert.Equal(isWithin, Result(1_000_000, seconds, growth, operations, throttled).IsWithinGoals);

    [Fact]
    public void The_floor_is_what_the_limit_alone_needs() => Assert.Equal(500, Result(1_000_000, 505).FloorSeconds);

    [Theory]
    [InlineData(35, true)]
    [InlineData(35.1, false)]
    public void A_short_broadcast_has_5_s_for_its_start(double seconds, bool isWithin) =>
        Assert.Equal(isWithin, Result(60_000, seconds).IsWithinGoals);

    private static BroadcastResult Result(
        int users, double seconds, double growth = 1, double operations = 1, int throttled = 0) => new()
        {
            Instances = 2,
            CallsPerMinute = 1_200,
            Seconds = seconds,
            RunSeconds = seconds,
            MostInWindow = 1_200,
            Throttled = throttled,
            Storage = new(0, 0, operations, new Dictionary<string, double>()),
            Told = new(users, users, users, users, 0),
            GrowthMegabytes = [1, growth],
        };
}
