using PushFunctions.Dev.Run;
using PushFunctions.Dev.Stack;

namespace PushFunctions.EndToEnd.Tests.Dev;

public sealed class PushWatchTests
{
    [Fact]
    public async Task Shows_each_change_and_ends_with_the_push()
    {
        var shown = await FollowAsync(Status("sending", 10), Status("sending", 10), Status("sending", 4), Status("finished", 0));

        Assert.Equal([0, 6, 10], shown.Select(status => status.Settled));
    }

    [Fact]
    public async Task Gives_up_when_nothing_changes()
    {
        var watch = new PushWatch(_ => Task.FromResult(Status("sending", 3)), patience: TimeSpan.Zero);

        var gaveUp = await Assert.ThrowsAsync<StackException>(
            async () => await watch.FollowAsync(CancellationToken.None).LastAsync());

        Assert.Contains("7 of 10 users settled", gaveUp.Message, StringComparison.Ordinal);
    }

    private static async Task<List<PushStatus>> FollowAsync(params PushStatus[] statuses)
    {
        var answers = new Queue<PushStatus>(statuses);
        var watch = new PushWatch(_ => Task.FromResult(answers.Dequeue()), patience: TimeSpan.FromMinutes(1));
        return await watch.FollowAsync(CancellationToken.None).ToListAsync();
    }

    private static PushStatus Status(string state, int pending) => new(
        "p", state, null, 10, new Dictionary<string, int> { ["pending"] = pending, ["accepted"] = 10 - pending }, 0, 1);
}
