using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PushFunctions.Deliver;
using PushFunctions.Map;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Faults;

/// <summary>One process of the app: all its services as a host has them, on the run's time, storage and far side.</summary>
internal sealed class Host : IDisposable
{
    /// <summary>Nobody listens there: a transport stands before it.</summary>
    private const string Account =
        "DefaultEndpointsProtocol=http;AccountName=memory;AccountKey=bWVtb3J5;TableEndpoint=http://tables.test/memory;"
        + "QueueEndpoint=http://queues.test/memory;BlobEndpoint=http://blobs.test/memory";

    private static readonly MappingFiles Mappings = new(Path.Combine(AppContext.BaseDirectory, "Faults", "mappings"));

    private readonly World _world;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ServiceProvider _services;

    public Host(World world, int no, TimeSpan wrong, IConfiguration settings, Network network, FarSide farSide)
    {
        (_world, No) = (world, no);
        Context = new(world);
        var transport = new StorageTransport(network, this);
        var clock = new HostClock(world, Context, wrong);
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(settings)
            .AddSingleton<TimeProvider>(clock)
            .AddPushFunctions(settings)
            .AddSingleton(Mappings)
            .AddSingleton(SomeMembers.SmallSizes)
            .AddSingleton(_ => new FarSideConnections(new FarSideConnection(farSide, this)))
            .AddSingleton(StorageClients.From(
                new TableServiceClient(Account, Over(transport, new TableClientOptions())),
                new QueueServiceClient(Account, Over(
                    transport, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 })),
                new QueueServiceClient(Account, Over(transport, new QueueClientOptions())),
                new BlobServiceClient(Account, Over(transport, new BlobClientOptions()))))
            .BuildServiceProvider();
    }

    public int No { get; }

    public HostContext Context { get; }

    public bool IsAlive => Context.IsAlive;

    /// <summary>It was asked to stop, and takes nothing new.</summary>
    public bool IsStopping => _stopping.IsCancellationRequested;

    /// <summary>What it is doing.</summary>
    public int Running { get; private set; }

    public IServiceProvider Services => _services;

    public static IConfiguration Settings(FaultPlan plan) => new ConfigurationBuilder().AddInMemoryCollection(
    [
        new("Agora:Apps:default:BaseUrl", "https://far.test"),
        new("Agora:Apps:default:OrgName", "agora-demo"),
        new("Agora:Apps:default:AppName", "testapp"),
        new("Agora:Apps:default:Token", "token"),
        new("Budgets:PushSingle:CallsPerMinute", plan.CallsPerMinute.ToString(CultureInfo.InvariantCulture)),
        .. plan.RetryDelays.Select((delay, no) => KeyValuePair.Create($"Retry:Delays:{no}", (string?)delay.ToString())),
    ]).Build();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Does something in this process and tells what came of it, unless the process dies on the way.</summary>
    public void Do(Func<CancellationToken, Task> work, Action<Exception?> done)
    {
        Running++;
        _world.Give(Context, _ => _ = DoAsync(), null);

        async Task DoAsync()
        {
            Exception? failure = null;
            try
            {
                await work(_stopping.Token);
            }
            catch (Exception exception)
            {
                failure = exception;
            }

            Running--;
            done(failure);
        }
    }

    public void Stop() => _stopping.Cancel();

    public void Dispose()
    {
        _services.Dispose();
        _stopping.Dispose();
    }

    /// <summary>The clients' own tries are the real ones, without their waits, which would take real time.</summary>
    private static TOptions Over<TOptions>(HttpPipelineTransport transport, TOptions options)
        where TOptions : ClientOptions
    {
        options.Transport = transport;
        options.Retry.MaxRetries = 3;
        options.Retry.Mode = RetryMode.Fixed;
        options.Retry.Delay = options.Retry.MaxDelay = TimeSpan.Zero;
        options.Retry.NetworkTimeout = TimeSpan.FromHours(1);
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        options.Diagnostics.IsTelemetryEnabled = false;
        return options;
    }
}
