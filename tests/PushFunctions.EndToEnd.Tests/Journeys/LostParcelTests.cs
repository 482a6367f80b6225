using Azure.Storage.Queues.Models;
using PushFunctions.Dispatch;
using PushFunctions.EndToEnd.Tests.Support;
using PushFunctions.Receive;
using PushFunctions.Status;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>A watchdog puts parcels again when the queue has lost them.</summary>
public sealed class LostParcelTests
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
        await Soon.IsTrueAsync(
            async () => await stack.Stored.CountAsync("push-delivery") == 5, () => "There are no 5 parcels.");
        await LoseAllButOneParcelAsync(stack);

        await using var host = await stack.StartHostAsync(Slow);
        var end = await push.At(host).FinishedAsync();

        Assert.Equal((1_000, 10, 0), (end.Counts.Accepted, end.Calls, end.PossiblyTwice));
        stack.AssertToldOnce(users);
    }

    private static async Task LoseAllButOneParcelAsync(Stack stack)
    {
        var queue = stack.Stored.Queue("push-delivery");
        PeekedMessage kept = await queue.PeekMessageAsync();
        await queue.ClearMessagesAsync();
        await queue.SendMessageAsync(kept.Body.ToString());
    }
}
