using System.Diagnostics.CodeAnalysis;
using PushFunctions.Dev.Chaos;
using PushFunctions.Dev.Crowd;
using PushFunctions.Dev.Run;
using PushFunctions.Dev.Stack;

namespace PushFunctions.Dev.Kills;

/// <summary>
/// One stack whose hosts are killed, one after another: the next when all the work of the last was resumed and all hosts
/// serve. So each kill is judged alone, and several stacks make many of them.
/// </summary>
internal sealed class KillLane(LocalStackOptions options, int seed, int number, Action<string> say)
{
    // What a far side takes to answer: time for a kill between a call and its answer.
    private const int AnswerMilliseconds = 200;

    // Longer than the turns of a watchdog are apart: a kill comes at any moment of one.
    private const int LongestPause = 16_000;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    /// <param name="kills">Kills of hosts that held work: the others leave nothing to be resumed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    [SuppressMessage("Security", "CA5394", Justification = "It must be the same again; nothing is kept secret by it.")]
    public async Task<LaneResult> RunAsync(int kills, CancellationToken cancellationToken)
    {
        var random = new Random(unchecked((seed * 31) + number));
        // All times are the product's, and the platform's hidden time.
        await using var stack = await LocalStack.StartAsync(
            options with { RestartsHosts = true, HiddenTime = null }, cancellationToken);
        await using var parts = new AppParts(stack.StorageConnectionString, TimeProvider.System);
        using var farSide = new StackClient(stack.Api, stack.Simulator, options.Key);
        using var bridge = new AnyHost(stack.Apis);
        await farSide.InjectAsync(new CallDelay("push/single", AnswerMilliseconds), cancellationToken);
        var stream = new PushStream(bridge, farSide, $"kills{seed}l{number}");
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var posting = stream.PostAsync(enough.Token);
        await stream.FlowsAsync(cancellationToken);

        var watch = new KillWatch(new HeldWork(parts));
        var killed = new List<HostKill>();
        while (killed.Count(kill => kill.HeldWork) < kills)
        {
            while (!stack.AllHostsServe) await Task.Delay(LookEvery, TimeProvider.System, cancellationToken);
            var pause = TimeSpan.FromMilliseconds(random.Next(LongestPause));
            await Task.Delay(pause, TimeProvider.System, cancellationToken);
            var (host, at) = (random.Next(options.Instances), TimeProvider.System.GetUtcNow());
            await stack.KillHostAsync(host);
            killed.Add(Tell(await watch.FollowAsync(host, at, cancellationToken)));
        }

        await enough.CancelAsync();
        await posting;
        var doubled = await stream.EndAsync(cancellationToken);
        var told = (await farSide.StatsAsync(cancellationToken)).DistinctUsers;
        return new(killed, doubled, stream.Users, stream.Accepted, told);
    }

    private HostKill Tell(HostKill kill)
    {
        say(string.Join("\n  not resumed: ", kill.Lost.Prepend($"stack {number}: {kill}")));
        return kill;
    }
}

/// <summary>What became of the work of one stack's hosts.</summary>
/// <param name="Kills">Each kill.</param>
/// <param name="Doubled">The batches any of whose users the far side was asked to tell more than once.</param>
/// <param name="Users">Users to whom pushes were promised.</param>
/// <param name="Accepted">Of these, by the ledger.</param>
/// <param name="Told">Users whom the far side told.</param>
internal sealed record LaneResult(
    IReadOnlyList<HostKill> Kills, IReadOnlyList<MarkedBatch> Doubled, int Users, int Accepted, int Told);
