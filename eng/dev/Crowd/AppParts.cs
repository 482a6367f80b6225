using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PushFunctions.Dev.Stack;
using PushFunctions.Storage;

namespace PushFunctions.Dev.Crowd;

/// <summary>The app's own parts in this process, over the storage of a stack.</summary>
internal sealed class AppParts : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    /// <param name="connection">The storage's connection string.</param>
    /// <param name="time">Their clock.</param>
    /// <param name="farSide">The simulator's address; null: they make no calls.</param>
    /// <param name="replace">Registers what is to be another than the app's own; null: nothing.</param>
    public AppParts(
        string connection, TimeProvider time, Uri? farSide = null, Action<IServiceCollection>? replace = null)
    {
        var settings = HostSettings.Compose(new(), connection, farSide ?? new Uri("http://127.0.0.1:1"), []).Select(
            setting => KeyValuePair.Create(
                setting.Key.Replace("__", ":", StringComparison.Ordinal), (string?)setting.Value));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        Storage = StorageClients.From(
            new TableServiceClient(connection, Counted(new TableClientOptions())),
            new QueueServiceClient(
                connection, Counted(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 })),
            new QueueServiceClient(connection, Counted(new QueueClientOptions())),
            new BlobServiceClient(connection, Counted(new BlobClientOptions())));
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(time)
            .AddPushFunctions(configuration)
            .AddSingleton(Storage);
        replace?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    public StorageClients Storage { get; }

    /// <summary>What these parts asked of storage.</summary>
    public CountedRequests Requests { get; } = new();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private TOptions Counted<TOptions>(TOptions options)
        where TOptions : ClientOptions
    {
        options.AddPolicy(Requests, HttpPipelinePosition.PerCall);
        return options;
    }
}
