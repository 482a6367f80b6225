using Azure.Storage.Queues;
using PushFunctions.Dev.Stack;
using PushFunctions.EndToEnd.Tests.Support;
using PushFunctions.Storage;
using Xunit.Abstractions;

namespace PushFunctions.EndToEnd.Tests.Faults;

/// <summary>
/// A host that dies while it checks an uploaded list: another one ends the check, exactly, and nothing of what the dead
/// one had begun is left or ever seen.
/// </summary>
/// <remarks>The host that is killed runs alone until then: it surely does the work.</remarks>
public sealed class KilledCheckTests(ITestOutputHelper output)
{
    /// <summary>270 MB: two steps that read, and one that merges.</summary>
    private const int Turns = 1_400;

    /// <summary>Larger lists are tried when a step has ended before its host was dead.</summary>
    private const int MostTurns = 4 * Turns;

    private static readonly string[] Before = ["ada", "bob"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_list_whose_checker_dies_within_a_step_is_checked_to_its_end_by_another(bool hasCheckpoint)
    {
        await using var stack = await LocalStack.StartAsync(
            new()
            {
                Instances = 2, CallsPerMinute = 12_000, HiddenTime = TimeSpan.FromSeconds(15), RestartsHosts = false,
                Log = output.WriteLine,
            },
            CancellationToken.None);
        await stack.StopHostAsync(1);
        var (list, folder) = await KillWithinStepAsync(stack, hasCheckpoint);
        var old = (await folder.RowAsync()).Blob!;

        await stack.StartHostAsync(1, CancellationToken.None);
        using var other = new AudienceClient(stack.Apis[1]);
        var seen = await other.FollowAsync(list.Name);

        Assert.Equal("checking", seen[0].State);
        Assert.All(seen.SkipLast(1), report => Assert.Equal((Before.Length, 0, 0), CountsOf(report)));
        Assert.Equal(("ready", null), (seen[^1].State, seen[^1].Check));
        Assert.Equal((list.Users.Count, list.Duplicates, list.RefusedCount), CountsOf(seen[^1]));
        // The list before is kept for those who may still read it.
        var used = (await folder.RowAsync()).Blob!;
        await Soon.IsTrueAsync(
            async () => (await folder.BlobsAsync()).ToHashSet().SetEquals([old, used]), () => "There are other blobs.");
        await Soon.IsTrueAsync(async () => await StepsAsync(stack) == 0, () => "There is still a step.");
        using var client = new BridgeClient([stack.Apis[1]], stack.Simulator);
        var status = await client.FinishedAsync(await client.PostToAsync("sale", new { audience = list.Name }));
        Assert.Equal((list.Users.Count, 0), (status.Accepted, status.PossiblyTwice));
        Assert.All(await client.ToldAsync(list.Users), user => Assert.Equal(1, user.Value));
        Assert.All(await client.ToldAsync(Before), user => Assert.Equal(0, user.Value));
    }

    /// <summary>Has the only host check a list, and kills it when a step has written runs and is not done.</summary>
    private async Task<(LongList List, CheckFolder Folder)> KillWithinStepAsync(LocalStack stack, bool hasCheckpoint)
    {
        using var client = new AudienceClient(stack.Apis[0]);
        for (var turns = Turns; ; turns *= 2)
        {
            var list = new LongList($"all-{turns}", turns);
            var folder = new CheckFolder(stack.StorageConnectionString, list.Name);
            await client.PutAsync(list.Name, Before);
            await client.CommitAsync(list.Name, list.Pack());
            await Soon.IsTrueAsync(
                async () => IsWithin(await folder.LookAsync()) || !(await folder.RowAsync()).IsChecking,
                () => "No step is under way.");
            await stack.KillHostAsync(0);

            // Nobody works any more: what is there now is what the dead one has left.
            var (linesRead, unnamed) = await folder.LookAsync();
            output.WriteLine($"killed with {linesRead} lines in the checkpoint and {unnamed.Count} runs beyond it");
            if (IsWithin((linesRead, unnamed))) return (list, folder);
            Assert.True(turns < MostTurns, "Every step had ended before its host was dead.");
            await stack.StartHostAsync(0, CancellationToken.None);
        }

        bool IsWithin((int LinesRead, IReadOnlyList<string> Unnamed) look) =>
            look.LinesRead > 0 == hasCheckpoint && look.Unnamed.Count > 0;
    }

    private static (int?, int?, int?) CountsOf(AudienceReport report) =>
        (report.Count, report.Duplicates, report.RefusedCount);

    private static async Task<int> StepsAsync(LocalStack stack)
    {
        var queue = new QueueClient(stack.StorageConnectionString, QueueNames.AudienceChecks);
        return (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount;
    }
}
