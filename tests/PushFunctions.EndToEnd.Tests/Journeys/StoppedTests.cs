using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>Hosts and storage that stop in the middle of a push.</summary>
public sealed class StoppedTests
{
    /// <summary>Ten calls per second: 20 calls take two.</summary>
    private static readonly Dictionary<string, string> Slow = new() { ["Budgets__PushSingle__CallsPerMinute"] = "600" };

    private readonly IReadOnlyList<string> _users = Some.Users(2_000);

    [Fact]
    public async Task A_host_that_is_stopped_hands_its_work_to_the_other_and_everyone_is_told_once()
    {
        await using var stack = await Stack.StartAsync();
        await using var first = await stack.StartHostAsync(Slow);
        await using var second = await stack.StartHostAsync(Slow);
        var push = await first.PostAsync(Some.Event(_users));

        await FirstCallAsync(stack);
        await first.StopAsync();
        var atStop = stack.Simulator.Stats.DistinctUsers;
        var end = await push.At(second).FinishedAsync();

        Assert.InRange(atStop, 1, 1_999);
        Assert.Equal((2_000, 0), (end.Counts.Accepted, end.PossiblyTwice));
        stack.AssertToldOnce(_users);
    }

    [Fact]
    public async Task Storage_that_is_away_for_five_seconds_loses_nobody()
    {
        await using var stack = await Stack.StartAsync(keepsFiles: true);
        await using var host = await stack.StartHostAsync(Slow);
        var push = await host.PostAsync(Some.Event(_users));

        await FirstCallAsync(stack);
        await stack.Azurite.StopAsync();
        var atStop = stack.Simulator.Stats.DistinctUsers;
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System);
        await stack.Azurite.StartAsync(CancellationToken.None);
        var end = await push.FinishedAsync();

        Assert.InRange(atStop, 1, 1_999);
        Assert.Equal(2_000, end.Counts.Accepted);
        var told = _users.Select(user => stack.Simulator.PushesTo(user).Count).ToList();
        Assert.DoesNotContain(0, told);
        var twice = told.Count(times => times > 1);
        Assert.True(twice <= end.PossiblyTwice, $"{twice} told twice, {end}");
    }

    private static Task FirstCallAsync(Stack stack) =>
        Soon.IsTrueAsync(() => stack.Simulator.Stats.UsersSent > 0, () => "No call was made.");
}
