using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PushFunctions.Accept;
using PushFunctions.Dev.Run;
using PushFunctions.Dev.Stack;
using PushFunctions.LocalHost;
using PushFunctions.Map;
using PushFunctions.Storage;

namespace PushFunctions.Dev.Ingest;

/// <summary>What accepting an event to one user writes to storage, by Azurite's own log.</summary>
/// <param name="PerEvent">Requests that write; also those that storage refused.</param>
/// <param name="Kinds">Verb and table or queue, each once.</param>
internal sealed record WriteCount(double PerEvent, IReadOnlyList<string> Kinds)
{
    private const int Events = 100;

    /// <summary>Accepts events at a host that does nothing else, so that every write is theirs.</summary>
    public static async Task<WriteCount> MeasureAsync(CancellationToken cancellationToken)
    {
        var log = new AccessLog();
        await using var azurite = await AzuriteServer.StartAsync(
            new() { InMemory = true, LogsRequests = true, Log = log.Take }, cancellationToken);
        await using var host = await LocalFunctionsHost.StartAsync(Door(azurite.ConnectionString), cancellationToken);
        using var client = new StackClient(new Uri($"{host.RoutesAddress}/"), host.BaseAddress, key: null);
        await PostAsync();
        await MarkAsync(azurite.ConnectionString, cancellationToken);
        await log.WritesUntilMarkAsync(cancellationToken);

        for (var number = 0; number < Events; number++) await PostAsync();

        await MarkAsync(azurite.ConnectionString, cancellationToken);
        var writes = await log.WritesUntilMarkAsync(cancellationToken);
        return new((double)writes.Count / Events, [.. writes.Distinct().Order(StringComparer.Ordinal)]);

        Task PostAsync() => client.PostAsync(SampleEvent.Create(users: 1, "count"), cancellationToken);
    }

    private static LocalHostOptions Door(string storage) => new()
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

    /// <summary>Asks each service for something by the mark's name: its log is complete up to there.</summary>
    private static async Task MarkAsync(string connection, CancellationToken cancellationToken)
    {
        var storage = StorageClients.Create(Options.Create(new StorageOptions { ConnectionString = connection }));
        await storage.Pushes.GetEntityIfExistsAsync<PushRow>(
            AccessLog.Mark, AccessLog.Mark, cancellationToken: cancellationToken);
        await new QueueClient(connection, AccessLog.Mark).ExistsAsync(cancellationToken);
        await new BlobContainerClient(connection, AccessLog.Mark).ExistsAsync(cancellationToken);
    }
}
