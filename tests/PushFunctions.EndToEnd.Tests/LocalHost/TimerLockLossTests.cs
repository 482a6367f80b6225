using Azure.Storage.Blobs.Specialized;
using PushFunctions.Dev.Stack;
using PushFunctions.EndToEnd.Tests.Storage;

namespace PushFunctions.EndToEnd.Tests.LocalHost;

/// <summary>Hosts that had the lock of a timer and cannot keep it, beside one that needs none.</summary>
public sealed class TimerLockLossTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_timer_rests_when_its_lock_cannot_be_renewed_and_fires_when_storage_is_back()
    {
        await using var hosts = new TimerHosts(azurite);
        var clock = await hosts.StartClockAsync();
        var host = await hosts.StartAsync();
        await host.FiresAsync();

        await azurite.Server.StopAsync(AzuritePart.Blob);
        await host.FiresAsync(3);
        await Eventually.IsTrueAsync(() => host.Log.CountOf(9033) == 1);
        await AssertRestsAsync(host, clock);
        await azurite.Server.StartAsync(AzuritePart.Blob, CancellationToken.None);
        await host.FiresAsync(2);

        Assert.Equal((1, 2), (host.Log.CountOf(9032), host.Log.CountOf(9030)));
    }

    [Fact]
    public async Task A_timer_rests_while_another_has_taken_its_lock()
    {
        await using var hosts = new TimerHosts(azurite);
        var clock = await hosts.StartClockAsync();
        var host = await hosts.StartAsync();
        await host.FiresAsync();
        var thief = hosts.Lock.GetBlobLeaseClient();

        await thief.BreakAsync(TimeSpan.Zero);
        await thief.AcquireAsync(BlobLeaseClient.InfiniteLeaseDuration);
        await Eventually.IsTrueAsync(() => host.Log.CountOf(9031) == 1);
        await AssertRestsAsync(host, clock);
        await thief.ReleaseAsync();
        await host.FiresAsync(2);

        Assert.Equal((1, 2), (host.Log.CountOf(9033), host.Log.CountOf(9030)));
    }

    private static async Task AssertRestsAsync(TimerHost host, TimerHost clock)
    {
        // A run that had begun may still come.
        await clock.FiresAsync();
        var fired = host.Fired;
        await clock.FiresAsync(3);
        Assert.Equal(fired, host.Fired);
    }
}
