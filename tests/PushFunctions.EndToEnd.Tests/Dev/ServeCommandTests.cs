using System.Net;
using System.Net.Sockets;
using Azure.Storage.Queues;

namespace PushFunctions.EndToEnd.Tests.Dev;

[Collection(nameof(Processes))]
public sealed class ServeCommandTests
{
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData(Processes.Interrupt)]
    [InlineData(Processes.Terminate)]
    public async Task Says_where_everything_is_and_ends_all_of_it_within_5_seconds_of_a_signal(int signal)
    {
        await using var served = ServeProcess.StartOnFreePorts("--instances", "2");
        var ready = await served.ReadyAsync();
        var queue = await new QueueClient(ready.Storage, "reachable").CreateAsync();

        Processes.Send(served.ProcessId, signal);

        var took = await Processes.GoneAsync([.. ServeProcess.ProcessesOf(ready), served.ProcessId], EndTime);
        Assert.Equal(201, queue.Status);
        Assert.Equal((2, 3), (ready.Pids.Hosts.Count, ready.Pids.Azurite.Count));
        Assert.Equal(0, await served.EndedAsync());
        Assert.True(took < EndTime);
    }

    [Fact]
    public async Task Starts_a_host_that_died_again_and_says_so()
    {
        await using var served = ServeProcess.StartOnFreePorts("--instances", "2");
        var first = await served.ReadyAsync();

        Processes.Kill(first.Pids.Hosts[0]);

        var second = await served.ReadyAsync();
        Assert.NotEqual(first.Pids.Hosts[0], second.Pids.Hosts[0]);
        Assert.Equal(first.Pids.Hosts[1], second.Pids.Hosts[1]);
        Assert.All(ServeProcess.ProcessesOf(second), process => Assert.True(Processes.Runs(process)));
    }

    [Fact]
    public async Task Leaves_nothing_behind_when_it_is_killed_itself()
    {
        await using var served = ServeProcess.StartOnFreePorts();
        var ready = await served.ReadyAsync();

        Processes.Kill(served.ProcessId);

        await Processes.GoneAsync(ServeProcess.ProcessesOf(ready), EndTime);
    }

    [Fact]
    public async Task Keeps_the_storage_in_the_data_folder_until_it_is_to_be_fresh()
    {
        using var folder = new TemporaryFolder();
        string[] data = ["--data", folder.File("data")];

        await ServeAsync(data, async storage => await new QueueClient(storage, "kept").CreateAsync());
        await ServeAsync(data, async storage => Assert.True(await new QueueClient(storage, "kept").ExistsAsync()));
        await ServeAsync([.. data, "--fresh"], async storage => Assert.False(await new QueueClient(storage, "kept").ExistsAsync()));
    }

    [Fact]
    public async Task Starts_nothing_when_a_port_is_busy()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        await using var served = ServeProcess.Start("--storage-port", $"{port}");

        Assert.Equal(1, await served.EndedAsync());
        Assert.Contains($"Port {port} on 127.0.0.1", served.Errors, StringComparison.Ordinal);
        Assert.Contains("--storage-port N", served.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("azurite", served.Errors, StringComparison.Ordinal);
    }

    private static async Task ServeAsync(IEnumerable<string> options, Func<string, Task> use)
    {
        await using var served = ServeProcess.StartOnFreePorts(options);
        var ready = await served.ReadyAsync();
        await use(ready.Storage);
        Processes.Send(served.ProcessId, Processes.Terminate);
        Assert.Equal(0, await served.EndedAsync());
    }
}
