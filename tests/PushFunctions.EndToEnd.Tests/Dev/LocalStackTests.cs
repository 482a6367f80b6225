using PushFunctions.Dev.Stack;

namespace PushFunctions.EndToEnd.Tests.Dev;

[Collection(nameof(Processes))]
public sealed class LocalStackTests
{
    [Fact]
    public async Task A_killed_host_stays_down_without_restarts_until_it_is_started()
    {
        await using var stack = await LocalStack.StartAsync(
            new LocalStackOptions { RestartsHosts = false }, CancellationToken.None);
        var first = stack.HostProcessIds[0];

        await stack.KillHostAsync(0);
        Assert.False(Processes.Runs(first));
        Assert.False(stack.AllHostsServe);

        await stack.StartHostAsync(0, CancellationToken.None);
        Assert.True(stack.AllHostsServe);
        Assert.NotEqual(first, stack.HostProcessIds[0]);
    }

    [Fact]
    public async Task Ends_every_process_and_can_be_ended_twice()
    {
        var stack = await LocalStack.StartAsync(new LocalStackOptions { Instances = 2 }, CancellationToken.None);
        int[] processes = [.. stack.HostProcessIds, .. stack.Storage.ProcessIds, stack.SimulatorProcessId];

        await stack.DisposeAsync();
        await stack.DisposeAsync();

        Assert.Equal(6, processes.Length);
        Assert.DoesNotContain(processes, Processes.Runs);
    }

    [Fact]
    public async Task Says_why_a_host_did_not_start_and_leaves_nothing_running()
    {
        var lines = new List<string>();
        var options = new LocalStackOptions
        {
            Settings = new Dictionary<string, string> { ["AzureWebJobsStorage"] = "nonsense", ["Storage"] = "nonsense" },
            HiddenTime = TimeSpan.FromSeconds(-1),
            Log = line =>
            {
                lock (lines)
                {
                    lines.Add(line);
                }
            },
        };

        var failure = await Assert.ThrowsAsync<StackException>(() => LocalStack.StartAsync(options, CancellationToken.None));

        Assert.StartsWith("host 0 ended with exit code", failure.Message, StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("azurite table: Azurite Table service successfully closed", StringComparison.Ordinal));
    }
}
