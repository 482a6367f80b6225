using PushFunctions.Dev.Kills;

namespace PushFunctions.EndToEnd.Tests.Dev.Kills;

public sealed class KillsResultTests
{
    [Theory]
    [InlineData(99, 60, 1, true)]
    [InlineData(98, 60, 2, false)]
    public void One_kill_in_a_hundred_may_take_longer(int quick, double seconds, int slow, bool isMet)
    {
        var result = Result(
            [.. Enumerable.Repeat(Kill(seconds), quick), .. Enumerable.Repeat(Kill(61), slow)]);

        Assert.Equal(isMet, result.Figures().All(figure => figure.IsMet));
    }

    [Fact]
    public void A_host_that_held_nothing_tells_nothing()
    {
        var result = Result([.. Enumerable.Repeat(Kill(30), 99), Kill(0) with { Parts = 0 }]);

        Assert.False(result.Figures().Single(figure => figure.Name == "of them with work in hand").IsMet);
        Assert.True((result with { IsFull = false }).Figures().All(figure => figure.IsMet));
    }

    [Fact]
    public void A_batch_is_told_twice_only_when_a_kill_had_marked_it()
    {
        var result = Result([.. Enumerable.Repeat(Kill(30), 100)]);

        Assert.True((result with { DoubledBatches = [new("push", 7)] }).Figures().All(figure => figure.IsMet));
        Assert.False((result with { DoubledBatches = [new("push", 8)] }).Figures().All(figure => figure.IsMet));
    }

    [Fact]
    public void The_histogram_has_a_line_for_each_ten_seconds()
    {
        var lines = Result([Kill(3), Kill(31), Kill(39.9)]).Figures()
            .Where(figure => figure.Name.StartsWith("  resumed", StringComparison.Ordinal));

        Assert.Equal(["   1 #", "   0 ", "   0 ", "   2 #"], lines.Select(figure => figure.Value));
    }

    private static HostKill Kill(double seconds) => new()
    {
        Host = 0, At = DateTimeOffset.UnixEpoch, Parts = 2, Marked = [new("push", 7)],
        SecondsToResume = seconds,
    };

    private static KillsResult Result(IReadOnlyList<HostKill> kills) => new()
    {
        Seed = 1, Instances = 3, CallsPerMinute = 600, IsFull = true, Kills = kills, DoubledBatches = [], Users = 100,
        Accepted = 100, Told = 100,
    };
}
