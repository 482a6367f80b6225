using PushFunctions.EndToEnd.Tests.Storage;

namespace PushFunctions.EndToEnd.Tests.LocalHost;

/// <summary>When and how much is read from a queue.</summary>
[Collection(SharedAzurite.Name)]
public sealed class PollingTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task No_more_run_at_once_than_batch_size_and_threshold_together()
    {
        using var mayEnd = new SemaphoreSlim(0);
        await using var work = await WorkQueue.CreateAsync(azurite);
        for (var i = 0; i < 10; i++)
            await work.SendAsync($"message {i}");
        var (running, most) = (0, 0);

        await work.StartAsync(
            async (_, stopping) =>
            {
                InterlockedMax(ref most, Interlocked.Increment(ref running));
                await mayEnd.WaitAsync(stopping);
                Interlocked.Decrement(ref running);
            },
            queues: [("batchSize", "2"), ("newBatchThreshold", "1")]);

        await Eventually.IsTrueAsync(() => running == 2);
        mayEnd.Release();
        await Eventually.IsTrueAsync(() => running == 3);
        mayEnd.Release(9);
        await work.IsEmptyAsync();
        Assert.Equal(3, most);
    }

    [Fact]
    public async Task A_queue_that_is_made_later_is_read()
    {
        await using var work = new WorkQueue(azurite.ConnectionString);
        var read = new TaskCompletionSource();
        await work.StartAsync((_, _) => Task.FromResult(read.TrySetResult()));
        await Eventually.IsTrueAsync(() => work.Log.CountOf(9020) == 1);

        await work.Queue.CreateAsync();
        await work.SendAsync("the first");

        await read.Task.WaitAsync(Eventually.Deadline);
        Assert.Equal(1, work.Log.CountOf(9020));
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen; seen = most)
            Interlocked.CompareExchange(ref most, value, seen);
    }
}
