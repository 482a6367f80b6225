using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Options;

namespace PushFunctions.Storage;

/// <summary>
/// The app's queues, tables and containers. The SDK's clients as they are; their members are virtual.
/// </summary>
public sealed class StorageClients
{
    public required TableClient Pushes { get; init; }

    public required TableClient PushIndex { get; init; }

    public required TableClient PushSchedule { get; init; }

    public required TableClient PushListing { get; init; }

    public required TableClient Budgets { get; init; }

    public required TableClient DeadLetters { get; init; }

    public required TableClient Mappings { get; init; }

    public required TableClient Audiences { get; init; }

    public required TableClient Labels { get; init; }

    public required TableClient LabelMembers { get; init; }

    public required TableClient LabelApplied { get; init; }

    public required TableClient Preferences { get; init; }

    public required QueueClient Dispatch { get; init; }

    public required QueueClient Delivery { get; init; }

    public required QueueClient AudienceChecks { get; init; }

    public required QueueClient Callbacks { get; init; }

    public required QueueClient LabelChanges { get; init; }

    public required QueueClient PreferenceSteps { get; init; }

    /// <summary>Poison queues hold what could not be read, so these clients decode nothing.</summary>
    public required IReadOnlyList<QueueClient> Poison { get; init; }

    public required BlobContainerClient PushUsers { get; init; }

    public required BlobContainerClient AudienceLists { get; init; }

    public required BlobContainerClient PreferenceLists { get; init; }

    public static StorageClients Create(IOptions<StorageOptions> options) =>
        options.Value.ConnectionString is { Length: > 0 } connection
            ? FromConnectionString(connection)
            : FromIdentity(options.Value);

    private static StorageClients FromConnectionString(string connection)
    {
        return From(
            new TableServiceClient(connection, Patient(new TableClientOptions())),
            new QueueServiceClient(connection, Base64),
            new QueueServiceClient(connection, Patient(new QueueClientOptions())),
            new BlobServiceClient(connection, Patient(new BlobClientOptions())));
    }

    private static StorageClients FromIdentity(StorageOptions options)
    {
        TokenCredential credential = options.ClientId is { Length: > 0 } clientId
            ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId))
            : new DefaultAzureCredential();
        return From(
            new TableServiceClient(options.TableServiceUri, credential, Patient(new TableClientOptions())),
            new QueueServiceClient(options.QueueServiceUri, credential, Base64),
            new QueueServiceClient(options.QueueServiceUri, credential, Patient(new QueueClientOptions())),
            new BlobServiceClient(options.BlobServiceUri, credential, Patient(new BlobClientOptions())));
    }

    /// <summary>The app's clients from the services' own, however those were made.</summary>
    /// <param name="tables">All tables.</param>
    /// <param name="queues">The work queues; it must encode as base64.</param>
    /// <param name="rawQueues">The poison queues; it must not decode.</param>
    /// <param name="blobs">All containers.</param>
    public static StorageClients From(
        TableServiceClient tables,
        QueueServiceClient queues,
        QueueServiceClient rawQueues,
        BlobServiceClient blobs) => new()
        {
            Pushes = tables.GetTableClient(TableNames.Pushes),
            PushIndex = tables.GetTableClient(TableNames.PushIndex),
            PushSchedule = tables.GetTableClient(TableNames.PushSchedule),
            PushListing = tables.GetTableClient(TableNames.PushListing),
            Budgets = tables.GetTableClient(TableNames.Budgets),
            DeadLetters = tables.GetTableClient(TableNames.DeadLetters),
            Mappings = tables.GetTableClient(TableNames.Mappings),
            Audiences = tables.GetTableClient(TableNames.Audiences),
            Labels = tables.GetTableClient(TableNames.Labels),
            LabelMembers = tables.GetTableClient(TableNames.LabelMembers),
            LabelApplied = tables.GetTableClient(TableNames.LabelApplied),
            Preferences = tables.GetTableClient(TableNames.Preferences),
            Dispatch = queues.GetQueueClient(QueueNames.Dispatch),
            Delivery = queues.GetQueueClient(QueueNames.Delivery),
            AudienceChecks = queues.GetQueueClient(QueueNames.AudienceChecks),
            Callbacks = queues.GetQueueClient(QueueNames.Callbacks),
            LabelChanges = queues.GetQueueClient(QueueNames.LabelChanges),
            PreferenceSteps = queues.GetQueueClient(QueueNames.Preferences),
            Poison = [.. QueueNames.All.Select(name => rawQueues.GetQueueClient(name + QueueNames.PoisonSuffix))],
            PushUsers = blobs.GetBlobContainerClient(ContainerNames.Pushes),
            AudienceLists = blobs.GetBlobContainerClient(ContainerNames.Audiences),
            PreferenceLists = blobs.GetBlobContainerClient(ContainerNames.Preferences),
        };

    // The trigger decodes base64; the client's own default is plain text.
    private static QueueClientOptions Base64 =>
        Patient(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });

    /// <summary>
    /// Four quick tries of at most 10 s: the clients' own 100 s would hold a request, or a claim, far too long.
    /// </summary>
    private static TOptions Patient<TOptions>(TOptions options)
        where TOptions : ClientOptions
    {
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(10);
        options.Retry.Delay = TimeSpan.FromMilliseconds(250);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(2);
        options.Retry.MaxRetries = 3;
        return options;
    }
}
