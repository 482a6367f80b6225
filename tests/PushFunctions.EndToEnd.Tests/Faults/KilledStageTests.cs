using Azure.Storage.Queues;
using PushFunctions.Dev.Ingest;
using PushFunctions.Dev.Load;
using PushFunctions.Dev.Stack;
using PushFunctions.EndToEnd.Tests.Support;
using PushFunctions.LocalHost;
using PushFunctions.Storage;
using Xunit.Abstractions;

namespace PushFunctions.EndToEnd.Tests.Faults;

/// <summary>
/// Hosts killed while a push is cut, and while it is delivered: nobody is lost, and only those are told twice whose
/// calls the ledger named when the hosts died.
/// </summary>
/// <remarks>
/// Whichever hosts are killed, no other runs until the ledger was read: what it names is the work of those that died.
/// One host that is killed leaves its work to another; two that are killed are started again.
/// </remarks>
public sealed class KilledStageTests(ITestOutputHelper output)
{
    private const int Instances = 2;
    private const int MostTries = 5;

    private static readonly TimeSpan CutTime = TimeSpan.FromSeconds(20);
    private static readonly IReadOnlyList<string> Users = Some.Users(1_200);

    private static readonly Dictionary<string, string> ShortTimes = new()
    {
        ["Delivery__ClaimTime"] = "00:00:20",
        ["Delivery__CallTimeout"] = "00:00:09",
        ["Delivery__ClockAllowance"] = "00:00:00.500",
        ["WatchdogSchedule"] = "*/5 * * * * *",
    };

    // 5 calls a second.
    private LocalStackOptions Options => new()
    {
        Instances = Instances, CallsPerMinute = 300, HiddenTime = TimeSpan.FromSeconds(15), RestartsHosts = false,
        Settings = ShortTimes, Log = output.WriteLine,
    };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Dispatchers_that_die_between_checkpoint_and_parcels_lose_nobody_and_double_nobody(int killed)
    {
        using var way = new StorageDoor();
        await using var stack = await LocalStack.StartAsync(way.Lead(Options), CancellationToken.None);
        await using var door = await LocalFunctionsHost.StartAsync(
            DoorHost.DoorOf(stack.StorageConnectionString), CancellationToken.None);
        using var sender = new BridgeClient([new($"{door.RoutesAddress}/")], stack.Simulator);
        using var client = new BridgeClient(stack.Apis, stack.Simulator);
        var ledger = new Ledger(stack.StorageConnectionString);
        await KeepAsync(stack, killed);

        // The step is taken, and cannot be cut without the users' list.
        way.Shut(AzuritePart.Blob);
        var push = await sender.PostAsync($"dispatch-{killed}", Users);
        for (var tries = 1; ; tries++)
        {
            await Soon.IsTrueAsync(async () => await IsTakenAsync(stack), () => "No host has taken the step.");
            // It is cut, and its parcels cannot be put.
            way.Shut(AzuritePart.Queue);
            way.Open(AzuritePart.Blob);
            if (await Soon.WillBeAsync(() => ledger.HasStepAsync(push), CutTime)) break;
            Assert.True(tries < MostTries, "No step has been cut.");
            // The host had given up for want of the list, while nobody looked: it takes the step again.
            way.Shut(AzuritePart.Blob);
            way.Open(AzuritePart.Queue);
        }

        await KillAsync(stack, killed);

        Assert.Equal(0, await CountAsync(stack, QueueNames.Delivery));
        Assert.Empty(await ledger.NamedAsync(push, Users));
        way.Open(AzuritePart.Queue);
        await StartAsync(stack, killed);
        var status = await client.FinishedAsync(push);

        Assert.Equal((Users.Count, 0), (status.Accepted, status.PossiblyTwice));
        Assert.All(await client.ToldAsync(Users), user => Assert.Equal(1, user.Value));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Of_calls_in_the_air_those_who_are_named_are_possibly_told_twice_and_nobody_else(int killed)
    {
        await using var stack = await LocalStack.StartAsync(Options, CancellationToken.None);
        using var client = new BridgeClient(stack.Apis, stack.Simulator);
        var ledger = new Ledger(stack.StorageConnectionString);
        await KeepAsync(stack, killed);
        // Taken when they come, and not answered before the kill.
        await client.SlowDownAsync(TimeSpan.FromSeconds(8));
        var push = await client.PostAsync($"delivery-{killed}", Users);

        await Soon.IsTrueAsync(async () => await client.CallsAsync() > 1, () => "No calls are made.");
        await KillAsync(stack, killed);
        var named = await ledger.NamedAsync(push, Users);
        await client.AnswerAtOnceAsync();
        await StartAsync(stack, killed);
        var status = await client.FinishedAsync(push);

        var possiblyTwice = await ledger.PossiblyTwiceAsync(push, Users);
        var told = await client.ToldAsync(Users);
        var twice = told.Where(user => user.Value > 1).Select(user => user.Key).ToHashSet();
        output.WriteLine($"{named.Count} named, {possiblyTwice.Count} possibly twice, {twice.Count} twice");
        Assert.NotEmpty(twice);
        Assert.Subset(named, twice);
        Assert.Equal(named, possiblyTwice);
        Assert.Equal((Users.Count, named.Count), (status.Accepted, status.PossiblyTwice));
        Assert.DoesNotContain(told, user => user.Value == 0);
    }

    /// <summary>Lets only as many hosts run as are to be killed: they surely hold the work.</summary>
    private static Task KeepAsync(LocalStack stack, int running) =>
        Task.WhenAll(Enumerable.Range(running, Instances - running).Select(stack.StopHostAsync));

    private static Task KillAsync(LocalStack stack, int killed) =>
        Task.WhenAll(Enumerable.Range(0, killed).Select(stack.KillHostAsync));

    private static Task StartAsync(LocalStack stack, int killed) => Task.WhenAll(
        from host in Enumerable.Range(killed % Instances, killed)
        select stack.StartHostAsync(host, CancellationToken.None));

    /// <summary>Whether the first step lies on its queue and a host hides it.</summary>
    private static async Task<bool> IsTakenAsync(LocalStack stack)
    {
        var queue = new QueueClient(stack.StorageConnectionString, QueueNames.Dispatch);
        return (await queue.PeekMessagesAsync(maxMessages: 1)).Value is []
            && await CountAsync(stack, QueueNames.Dispatch) == 1;
    }

    private static async Task<int> CountAsync(LocalStack stack, string queue)
    {
        var properties = await new QueueClient(stack.StorageConnectionString, queue).GetPropertiesAsync();
        return properties.Value.ApproximateMessagesCount;
    }
}
