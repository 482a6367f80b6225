using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>Each test has its own stack: who was throttled is held back longer each time, for a minute.</summary>
public sealed class ThrottledTests : IAsyncLifetime
{
    private readonly App _app = new();

    public Task InitializeAsync() => _app.InitializeAsync();

    public Task DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_throttled_call_is_repeated_and_nobody_is_lost_or_told_twice(int times)
    {
        _app.Simulator.Faults.Add(new() { Endpoint = "push/single", Status = 429, Count = times });
        var users = Some.Users(250);

        var end = await (await _app.PostAsync(Some.Event(users))).FinishedAsync();

        Assert.Equal((250, 3 + times, 0), (end.Counts.Accepted, end.Calls, end.PossiblyTwice));
        Assert.DoesNotContain(end.Timeline, entry => entry.What.Contains("again", StringComparison.Ordinal));
        _app.Stack.AssertToldOnce(users);
    }

    [Fact]
    public async Task Nobody_calls_before_the_far_side_allows_it()
    {
        _app.Simulator.Faults.Add(new() { Endpoint = "push/single", Status = 429, RetryAfter = 3, Count = 1 });
        var user = Some.User();

        await (await _app.PostAsync(Some.Event(user))).FinishedAsync();

        var calls = _app.Simulator.Calls().Where(call => call.Targets.Contains(user)).ToList();
        Assert.Equal([429, 200], calls.Select(call => call.Status));
        Assert.InRange(calls[1].At - calls[0].At, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_limit_far_below_the_budget_loses_nobody()
    {
        _app.Simulator.Limits.Set("push/single", 0);
        var throttledBefore = Throttled();
        var users = Some.Users(500);

        var push = await _app.PostAsync(Some.Event(users));
        await Soon.IsTrueAsync(() => Throttled() > throttledBefore + 1, () => $"{Throttled()} calls were throttled");
        _app.Simulator.Limits.Set("push/single", 120_000);
        var end = await push.FinishedAsync();

        Assert.Equal((500, 0), (end.Counts.Accepted, end.PossiblyTwice));
        _app.Stack.AssertToldOnce(users);
    }

    [Fact]
    public async Task A_budget_whose_row_was_removed_is_used_again()
    {
        _app.Simulator.Faults.Add(new() { Endpoint = "push/single", Status = 429, Count = 1 });
        await (await _app.PostAsync(Some.Event(Some.User()))).FinishedAsync();

        await _app.Stored.RemoveBudgetsAsync();
        var end = await (await _app.PostAsync(Some.Event(Some.User()))).FinishedAsync();

        Assert.Equal(1, end.Counts.Accepted);
    }

    private long Throttled() =>
        _app.Simulator.Stats.Calls.TryGetValue("push/single", out var calls) ? calls.Throttled : 0;
}
