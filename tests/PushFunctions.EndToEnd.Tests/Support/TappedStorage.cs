using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using PushFunctions.Storage;

namespace PushFunctions.EndToEnd.Tests.Support;

/// <summary>The app's storage clients with a tap in their pipelines.</summary>
internal static class TappedStorage
{
    public static StorageClients Create(string connectionString, StorageTap tap)
    {
        var tables = new TableServiceClient(connectionString, With(new TableClientOptions(), tap));
        var queues = new QueueServiceClient(
            connectionString, With(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 }, tap));
        var rawQueues = new QueueServiceClient(connectionString);
        var blobs = new BlobServiceClient(connectionString, With(new BlobClientOptions(), tap));
        return StorageClients.From(tables, queues, rawQueues, blobs);
    }

    private static TOptions With<TOptions>(TOptions options, StorageTap tap)
        where TOptions : ClientOptions
    {
        options.AddPolicy(tap, HttpPipelinePosition.PerCall);
        return options;
    }
}
