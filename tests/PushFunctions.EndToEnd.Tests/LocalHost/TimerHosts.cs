using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PushFunctions.EndToEnd.Tests.Storage;
using PushFunctions.LocalHost;

namespace PushFunctions.EndToEnd.Tests.LocalHost;

/// <summary>Hosts that run <see cref="SecondTimer"/> under one id, with the shortest lease and quick polling.</summary>
internal sealed class TimerHosts(AzuriteFixture azurite) : IAsyncDisposable
{
    private readonly List<TimerHost> _hosts = [];

    /// <summary>The id that they share.</summary>
    public string Id { get; } = $"{Guid.NewGuid():N}";

    /// <summary>The blob that is leased.</summary>
    public BlobClient Lock => new(
        azurite.ConnectionString, "azure-webjobs-hosts", $"locks/{Id}/Host.Functions.Second.Listener");

    /// <summary>Starts a host that fires while it has the lock.</summary>
    /// <param name="id">Another id; null: the shared one.</param>
    public Task<TimerHost> StartAsync(string? id = null) => StartAsync(id ?? Id, azurite.ConnectionString);

    /// <summary>Starts a host without storage: it fires each second, whatever the others do.</summary>
    public Task<TimerHost> StartClockAsync() => StartAsync(Id, storage: null);

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
            await host.DisposeAsync();
    }

    private async Task<TimerHost> StartAsync(string id, string? storage)
    {
        var (ticks, log) = (new Ticks(), new LogLines());
        var host = await LocalFunctionsHost.StartAsync(
            new LocalHostOptions
            {
                Types = [typeof(SecondTimer)],
                ConfigureServices = (services, _) => services.AddSingleton(ticks),
                ConfigureLogging = logging => logging.AddProvider(log),
                Settings = new Dictionary<string, string?>
                {
                    ["AzureWebJobsStorage"] = storage,
                    ["AzureFunctionsWebHost__hostid"] = id,
                    ["AzureFunctionsJobHost__singleton__listenerLockPeriod"] = "00:00:15",
                },
                TimerLockPoll = TimeSpan.FromMilliseconds(200),
            },
            CancellationToken.None);
        _hosts.Add(new TimerHost(host, ticks, log));
        return _hosts[^1];
    }
}
