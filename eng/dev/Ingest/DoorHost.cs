using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PushFunctions.Dev.Run;
using PushFunctions.Dev.Stack;
using PushFunctions.LocalHost;
using PushFunctions.Map;
using PushFunctions.Receive;
using PushFunctions.Storage;

namespace PushFunctions.Dev.Ingest;

/// <summary>A fresh Azurite, and a host that accepts events and does nothing else.</summary>
internal sealed class DoorHost : IAsyncDisposable
{
    private readonly AzuriteServer _azurite;
    private readonly LocalFunctionsHost _host;

    private DoorHost(AzuriteServer azurite, LocalFunctionsHost host)
    {
        (_azurite, _host) = (azurite, host);
        Client = new(new Uri($"{host.RoutesAddress}/"), host.BaseAddress, key: null);
        Storage = StorageClients.Create(
            Options.Create(new StorageOptions { ConnectionString = azurite.ConnectionString }));
    }

    public StackClient Client { get; }

    public StorageClients Storage { get; }

    public string ConnectionString => _azurite.ConnectionString;

    /// <param name="log">Takes each line of Azurite's log of requests; null: it keeps none, and is faster.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    public static async Task<DoorHost> StartAsync(Action<string>? log, CancellationToken cancellationToken)
    {
        var options = new AzuriteOptions { InMemory = true, LogsRequests = log is not null };
        var azurite = await AzuriteServer.StartAsync(
            log is null ? options : options with { Log = log }, cancellationToken);
        try
        {
            return new(
                azurite, await LocalFunctionsHost.StartAsync(DoorOf(azurite.ConnectionString), cancellationToken));
        }
        catch
        {
            await azurite.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.DisposeAsync();
        await _azurite.DisposeAsync();
    }

    /// <summary>A host that accepts events into this storage and does nothing else.</summary>
    internal static LocalHostOptions DoorOf(string storage) => new()
    {
        Types = [typeof(AcceptEventFunction)],
        ConfigureServices = (services, configuration) =>
        {
            services.AddPushFunctions(configuration);
            services.AddSingleton(new MappingFiles(RepositoryRoot.Below("mappings")));
        },
        // Nothing is delivered: nobody need be at the far side's address.
        Settings = HostSettings.Compose(new(), storage, new Uri("http://127.0.0.1:1"), [])
            .ToDictionary(setting => setting.Key, setting => (string?)setting.Value),
        HostJson = RepositoryRoot.Below("host.json"),
    };
}
