using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>A watchdog puts a step in the middle of a push again when the queue has lost it.</summary>
public sealed class LostStepTests
{
    /// <summary>Ten calls per second: a step feeds 20 of them, in parcels of two.</summary>
    private static readonly Dictionary<string, string> Slow = new() { ["Budgets__PushSingle__CallsPerMinute"] = "600" };

    [Fact]
    public async Task A_step_that_is_lost_is_put_again_and_everyone_is_told_once()
    {
        await using var stack = await Stack.StartAsync();
        var users = Some.Users(4_500);
        await using var host = await stack.StartHostAsync(Slow);
        var push = await host.PostAsync(Some.Event(users));

        await Soon.IsTrueAsync(async () => await stack.Stored.CountAsync("push-delivery") > 0, () => "Nothing is fed.");
        await Soon.IsTrueAsync(async () => await stack.Stored.CountAsync("push-dispatch") > 0, () => "No step waits.");
        await stack.Stored.Queue("push-dispatch").ClearMessagesAsync();
        var end = await push.FinishedAsync();

        Assert.Equal((4_500, 45, 0), (end.Counts.Accepted, end.Calls, end.PossiblyTwice));
        stack.AssertToldOnce(users);
    }
}
