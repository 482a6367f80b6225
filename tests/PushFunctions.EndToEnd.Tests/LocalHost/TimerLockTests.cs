using Azure.Storage.Blobs.Models;
using PushFunctions.EndToEnd.Tests.Storage;

namespace PushFunctions.EndToEnd.Tests.LocalHost;

/// <summary>Which of several hosts fires a timer.</summary>
public sealed class TimerLockTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Another_host_fires_only_when_the_first_has_stopped()
    {
        await using var hosts = new TimerHosts(azurite);
        var first = await hosts.StartAsync();
        await first.FiresAsync();
        var second = await hosts.StartAsync();
        await Eventually.IsTrueAsync(() => second.Log.CountOf(9031) == 1);
        await first.FiresAsync(3);
        var before = second.Fired;

        await first.StopAsync();
        var end = first.Fired;
        await second.FiresAsync();

        Assert.Equal(0, before);
        Assert.Equal(end, first.Fired);
    }

    [Fact]
    public async Task A_lock_is_renewed_and_outlives_a_killed_host_by_its_period()
    {
        await using var hosts = new TimerHosts(azurite);
        var first = await hosts.StartAsync();
        await first.FiresAsync();
        var second = await hosts.StartAsync();
        // Longer than the lease.
        await first.FiresAsync(18);
        var before = second.Fired;

        await first.KillAsync();
        var end = first.Fired;
        await second.FiresAsync();

        Assert.Equal(0, before);
        Assert.Equal(end, first.Fired);
    }

    [Theory]
    [InlineData(true, LeaseState.Leased)]
    [InlineData(false, LeaseState.Available)]
    public async Task The_lock_is_given_up_by_a_stop_and_not_by_a_kill(bool kill, LeaseState left)
    {
        await using var hosts = new TimerHosts(azurite);
        var host = await hosts.StartAsync();
        await host.FiresAsync();
        var clock = await hosts.StartClockAsync();

        await (kill ? host.KillAsync() : host.StopAsync());

        // A kill waits for nothing: time for what must not come, and much less than the lease has left.
        await clock.FiresAsync(2);
        BlobProperties properties = await hosts.Lock.GetPropertiesAsync();
        Assert.Equal(left, properties.LeaseState);
    }

    [Fact]
    public async Task Hosts_of_different_ids_all_fire()
    {
        await using var hosts = new TimerHosts(azurite);
        var one = await hosts.StartAsync();
        var other = await hosts.StartAsync(id: "another-app");

        await Task.WhenAll(one.FiresAsync(2), other.FiresAsync(2));

        Assert.Equal((1, 1), (one.Log.CountOf(9030), other.Log.CountOf(9030)));
    }
}
