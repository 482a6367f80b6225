using Azure.Storage.Queues.Models;
using PushFunctions.Accept;
using PushFunctions.Dispatch;
using PushFunctions.EndToEnd.Tests.Support;
using PushFunctions.Status;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>A watchdog puts again what a queue has lost.</summary>
public sealed class LostMessageTests
{
    /// <summary>Ten calls per second: a step feeds 20 of them, in parcels of two.</summary>
    private static readonly Dictionary<string, string> Slow = new() { ["Budgets__PushSingle__CallsPerMinute"] = "600" };

    [Fact]
    public async Task Parcels_that_are_lost_are_put_again_and_everyone_is_told_once()
    {
        await using var stack = await Stack.StartAsync();
        var users = Some.Users(1_000);
        // Nobody delivers here: the parcels stay on the queue.
        await using var feeding = await stack.StartHostAsync(
            Slow, [typeof(AcceptEventFunction), typeof(DispatchPushFunction), typeof(GetPushFunction)]);
        var push = await feeding.PostAsync(Some.Event(users));
        await Soon.IsTrueAsync(async () => await stack.Stored.CountAsync("push-delivery") == 5, () => "There are no 5 parcels.");
        await LoseAllButOneParcelAsync(stack);

        await using var host = await stack.StartHostAsync(Slow);
        var end = await push.At(host).FinishedAsync();

        Assert.Equal((1_000, 10, 0), (end.Counts.Accepted, end.Calls, end.PossiblyTwice));
        stack.AssertToldOnce(users);
    }

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

    [Fact]
    public async Task A_first_message_that_is_lost_is_put_again()
    {
        await using var stack = await Stack.StartAsync();
        var (one, many) = (Some.Users(1), Some.Users(101));
        await using var door = await stack.StartDoorAsync();
        var single = await door.PostAsync(Some.Event(one));
        var broadcast = await door.PostAsync(Some.Event(many));
        foreach (var queue in (string[])["push-delivery", "push-dispatch"])
        {
            Assert.Equal(1, await stack.Stored.CountAsync(queue));
            await stack.Stored.Queue(queue).ClearMessagesAsync();
        }

        await using var host = await stack.StartHostAsync();
        var ends = await Task.WhenAll(single.At(host).FinishedAsync(), broadcast.At(host).FinishedAsync());

        Assert.Equal([1, 101], ends.Select(end => end.Counts.Accepted));
        Assert.All(ends, end => Assert.Equal(0, end.PossiblyTwice));
        stack.AssertToldOnce([.. one, .. many]);
    }

    private static async Task LoseAllButOneParcelAsync(Stack stack)
    {
        var queue = stack.Stored.Queue("push-delivery");
        PeekedMessage kept = await queue.PeekMessageAsync();
        await queue.ClearMessagesAsync();
        await queue.SendMessageAsync(kept.Body.ToString());
    }
}
