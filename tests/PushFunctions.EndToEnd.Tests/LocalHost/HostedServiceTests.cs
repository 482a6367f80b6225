using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PushFunctions.LocalHost;

namespace PushFunctions.EndToEnd.Tests.LocalHost;

/// <summary>Services of the app that run as long as the host.</summary>
public sealed class HostedServiceTests
{
    private readonly Ticks _ticks = new();

    [Fact]
    public async Task Are_started_before_the_first_function_runs_and_stopped_after_the_last()
    {
        var service = new Recorder(_ticks);
        await using var host = await LocalFunctionsHost.StartAsync(
            new LocalHostOptions
            {
                Types = [typeof(StartTimer)],
                ConfigureServices = (services, _) => services.AddSingleton(_ticks).AddHostedService(_ => service),
            },
            CancellationToken.None);
        await Eventually.IsTrueAsync(() => _ticks.Fired.Count == 1);

        await host.StopAsync(CancellationToken.None);

        Assert.Equal((0, 1), (service.FiredBefore, service.FiredAtTheEnd));
    }

    [Fact]
    public async Task Are_not_stopped_when_the_host_is_killed()
    {
        var service = new Recorder(_ticks);
        await using var host = await LocalFunctionsHost.StartAsync(
            new LocalHostOptions { ConfigureServices = (services, _) => services.AddHostedService(_ => service) },
            CancellationToken.None);

        await host.KillAsync();

        Assert.Equal((0, null), (service.FiredBefore, service.FiredAtTheEnd));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => host.AskAsync("GET", "admin/functions"));
    }

    private sealed class Recorder(Ticks ticks) : IHostedService
    {
        public int? FiredBefore { get; private set; }

        public int? FiredAtTheEnd { get; private set; }

        public Task StartAsync(CancellationToken cancellationToken)
        {
            FiredBefore = ticks.Fired.Count;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            FiredAtTheEnd = ticks.Fired.Count;
            return Task.CompletedTask;
        }
    }
}
