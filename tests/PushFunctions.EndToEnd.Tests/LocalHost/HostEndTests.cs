using System.Collections.Concurrent;
using PushFunctions.EndToEnd.Tests.Storage;

namespace PushFunctions.EndToEnd.Tests.LocalHost;

/// <summary>What becomes of messages when a host ends, and while one takes long.</summary>
[Collection(SharedAzurite.Name)]
public sealed class HostEndTests(AzuriteFixture azurite)
{
    private readonly TaskCompletionSource _running = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<long> _tries = new();

    [Fact]
    public async Task The_message_of_a_killed_host_comes_back()
    {
        await using var work = await WorkQueue.CreateAsync(azurite);
        await work.SendAsync("in the air");
        var killed = await work.StartAsync(async (_, _) => await WaitAsync(), TimeSpan.FromSeconds(2));
        await _running.Task.WaitAsync(Eventually.Deadline);

        await killed.KillAsync();
        _goOn.SetResult();
        await work.StartAsync((message, _) =>
        {
            _tries.Enqueue(message.DequeueCount);
            return Task.CompletedTask;
        });

        await work.IsEmptyAsync();
        Assert.Equal([2L], _tries);
    }

    [Fact]
    public async Task A_run_that_outlives_the_hidden_time_stays_alone()
    {
        var hidden = TimeSpan.FromSeconds(2);
        await using var work = await WorkQueue.CreateAsync(azurite);
        await work.SendAsync("takes long");

        for (var hosts = 0; hosts < 2; hosts++)
        {
            await work.StartAsync(
                async (message, stopping) =>
                {
                    _tries.Enqueue(message.DequeueCount);
                    await Task.Delay(hidden * 2.5, TimeProvider.System, stopping);
                },
                hidden);
        }

        await work.IsEmptyAsync();
        Assert.Equal([1L], _tries);
    }

    [Fact]
    public async Task A_stop_tells_the_runs_and_waits_until_they_have_ended_and_their_messages_are_deleted()
    {
        await using var work = await WorkQueue.CreateAsync(azurite);
        await work.SendAsync("ends in order");
        var told = new TaskCompletionSource();
        var host = await work.StartAsync(async (_, stopping) =>
        {
            stopping.Register(told.SetResult);
            await WaitAsync();
        });
        await _running.Task.WaitAsync(Eventually.Deadline);

        var stop = host.StopAsync(CancellationToken.None);
        await told.Task.WaitAsync(Eventually.Deadline);
        // Time enough for a stop that does not wait.
        var first = await Task.WhenAny(stop, Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System));
        _goOn.SetResult();
        await stop.WaitAsync(Eventually.Deadline);

        Assert.NotSame(stop, first);
        Assert.Equal(0, await work.CountAsync());
    }

    [Fact]
    public async Task A_run_that_gives_up_when_told_is_put_back_for_the_next_host()
    {
        await using var work = await WorkQueue.CreateAsync(azurite);
        await work.SendAsync("gives up");
        var host = await work.StartAsync(async (_, stopping) =>
        {
            _running.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping);
        });
        await _running.Task.WaitAsync(Eventually.Deadline);

        await host.StopAsync(CancellationToken.None);
        await work.StartAsync((message, _) =>
        {
            _tries.Enqueue(message.DequeueCount);
            return Task.CompletedTask;
        });

        await work.IsEmptyAsync();
        Assert.Equal([2L], _tries);
    }

    [Fact]
    public async Task A_stop_that_runs_out_of_patience_leaves_the_message_hidden()
    {
        await using var work = await WorkQueue.CreateAsync(azurite);
        await work.SendAsync("never ends");
        var host = await work.StartAsync(async (_, _) => await WaitAsync());
        await _running.Task.WaitAsync(Eventually.Deadline);

        await host.StopAsync(new CancellationToken(canceled: true));
        _goOn.SetResult();

        Assert.Equal(1, await work.CountAsync());
        Assert.Equal(1, work.Log.CountOf(9002));
        Assert.Empty((await work.Queue.ReceiveMessagesAsync()).Value);
    }

    private async Task WaitAsync()
    {
        _running.SetResult();
        await _goOn.Task;
    }
}
