using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>A watchdog puts the first message of a push again when the queue has lost it.</summary>
public sealed class LostFirstMessageTests
{
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
}
