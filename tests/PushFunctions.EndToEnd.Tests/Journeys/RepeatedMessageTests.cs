using Azure.Storage.Queues.Models;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>Queues deliver at least once: copies of a message do nothing.</summary>
public sealed class RepeatedMessageTests(Stack stack) : IClassFixture<Stack>
{
    [Fact]
    public async Task A_parcel_that_comes_three_times_is_delivered_once()
    {
        var users = Some.Users(3);
        await using var door = await stack.StartDoorAsync();
        var push = await door.PostAsync(Some.Event(users));
        var copies = await CopyAsync("push-delivery");

        await using var host = await stack.StartHostAsync();
        var end = await push.At(host).FinishedAsync();
        await IsWorkedOffAsync("push-delivery");

        Assert.Equal((3, 1, 0), (end.Counts.Accepted, end.Calls, end.PossiblyTwice));
        stack.AssertToldOnce(users);
        await AreHarmlessAsync("push-delivery", copies, push.At(host));
        stack.AssertToldOnce(users);
    }

    [Fact]
    public async Task A_feed_step_that_comes_again_feeds_nothing_twice()
    {
        var users = Some.Users(1_000);
        await using var door = await stack.StartDoorAsync();
        var push = await door.PostAsync(Some.Event(users));
        var copies = await CopyAsync("push-dispatch");

        await using var host = await stack.StartHostAsync();
        var end = await push.At(host).FinishedAsync();

        Assert.Equal((1_000, 10, 0), (end.Counts.Accepted, end.Calls, end.PossiblyTwice));
        stack.AssertToldOnce(users);
        await AreHarmlessAsync("push-dispatch", copies, push.At(host));
        stack.AssertToldOnce(users);
    }

    /// <summary>Puts two copies of the only message beside it.</summary>
    private async Task<string> CopyAsync(string queue)
    {
        PeekedMessage[] messages = await stack.Stored.Queue(queue).PeekMessagesAsync(32);
        var text = Assert.Single(messages).Body.ToString();
        for (var copy = 0; copy < 2; copy++) await stack.Stored.Queue(queue).SendMessageAsync(text);
        return text;
    }

    /// <summary>Puts the message once more after the push has ended, and sees that nothing changes.</summary>
    private async Task AreHarmlessAsync(string queue, string text, Push push)
    {
        var before = await push.LookAsync();
        await stack.Stored.Queue(queue).SendMessageAsync(text);
        await IsWorkedOffAsync(queue);
        var after = await push.LookAsync();
        Assert.Equal(before with { Timeline = after.Timeline }, after);
        Assert.Equal(before.Timeline, after.Timeline);
    }

    private async Task IsWorkedOffAsync(string queue)
    {
        await Soon.IsTrueAsync(async () => await stack.Stored.CountAsync(queue) == 0, () => $"{queue} is not empty");
        Assert.Empty(await stack.Stored.DeadLettersAsync());
    }
}
