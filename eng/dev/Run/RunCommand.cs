using PushFunctions.Dev.Stack;

namespace PushFunctions.Dev.Run;

/// <summary>The demonstration: starts everything, sends a sample event, and shows what became of every user.</summary>
internal static class RunCommand
{
    // Short, so that a retry is seen; the product's own schedule begins at 30 s.
    private static readonly Dictionary<string, string> QuickRetries = new()
    {
        ["Retry__Delays__0"] = "00:00:02",
        ["Retry__Delays__1"] = "00:00:04",
    };

    public static async Task<int> RunAsync(CommandLine line, EndSignal end)
    {
        var screen = RunScreen.OfThisProcess();
        await using var log = new RunLog(RepositoryRoot.Below("artifacts", "dev", "run.log"));
        var options = line.ToStackOptions() with { Log = log.Write, Settings = QuickRetries };

        screen.Say("Starting storage, the simulated push service and the bridge ...");
        await using var stack = await LocalStack.StartAsync(options, end.Token);
        var isComplete = await DemonstrateAsync(stack, options, screen, end.Token);
        screen.Say($"Log of all processes: {log.Path}");
        if (line.Once)
        {
            return isComplete ? 0 : 1;
        }

        screen.Say($"""

            API         {stack.Api.AbsoluteUri.TrimEnd('/')}
            Simulator   {stack.Simulator.AbsoluteUri}simulator/stats
            Storage     {stack.StorageConnectionString}

            Everything stays up. Ctrl-C ends it.
            """);
        await end.AskedAsync();
        return isComplete ? 0 : 1;
    }

    private static async Task<bool> DemonstrateAsync(
        LocalStack stack, LocalStackOptions options, RunScreen screen, CancellationToken cancellationToken)
    {
        using var client = new StackClient(stack.Api, stack.Simulator, options.Key);
        var sample = SampleEvent.Create();
        List<string> unlucky = [.. sample.To.Users.Where((_, index) => index % 250 == 7)];
        foreach (var user in unlucky)
        {
            await client.InjectAsync(UserFault.Once(user), cancellationToken);
        }

        var accepted = await client.PostAsync(sample, cancellationToken);
        screen.Say(
            $"Posted {sample.Type}, id {sample.Id}: push {accepted.PushId}, {accepted.Targets} users in {accepted.Calls} calls. "
            + $"The service will fail {unlucky.Count} users once.");

        var watch = new PushWatch(token => client.StatusAsync(accepted.PushId, token), PatienceFor(options));
        var status = await screen.ShowAsync(accepted.Targets, watch.FollowAsync(cancellationToken));
        screen.ShowOutcomes(status);

        var witness = await FarSideWitness.AskAsync(client, sample.To.Users, cancellationToken);
        screen.Say(witness.Sentence);
        var isComplete = status.State == "finished" && status.Accepted == status.Targets
            && status.Targets == sample.To.Users.Count && witness.SawEveryone;
        screen.Say(isComplete
            ? $"Everyone is accounted for: {status.Accepted} of {status.Targets} accepted."
            : $"Not everyone is accounted for: {status.Accepted} of {status.Targets} accepted. The push is {status.State}. {status.Reason}");
        return isComplete;
    }

    // A low limit makes long pauses; two calls' worth of them is no standstill.
    private static TimeSpan PatienceFor(LocalStackOptions options) =>
        TimeSpan.FromMinutes(1 + (2.0 / (options.CallsPerMinute ?? 1_200)));
}
