using PushFunctions.Dev.Stack;
using PushFunctions.EndToEnd.Tests.Storage;

namespace PushFunctions.EndToEnd.Tests.LocalHost;

/// <summary>A storage of its own, as it is stopped.</summary>
public sealed class StorageOutageTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Storage_that_goes_away_is_read_again_when_it_is_back()
    {
        await using var work = await WorkQueue.CreateAsync(azurite);
        var read = new TaskCompletionSource();
        await work.StartAsync((_, _) => Task.FromResult(read.TrySetResult()));
        await Eventually.IsTrueAsync(() => work.Log.CountOf(9022) == 1);

        await azurite.Server.StopAsync(AzuritePart.Queue);
        await Eventually.IsTrueAsync(() => work.Log.CountOf(9021) == 1);
        await azurite.Server.StartAsync(AzuritePart.Queue, CancellationToken.None);
        await work.Queue.CreateIfNotExistsAsync();
        await work.SendAsync("after the outage");

        await read.Task.WaitAsync(Eventually.Deadline);
        Assert.Equal(1, work.Log.CountOf(9021));
    }
}
