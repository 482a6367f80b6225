using System.Text;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PushFunctions.EndToEnd.Tests.Storage;
using PushFunctions.LocalHost;

namespace PushFunctions.EndToEnd.Tests.LocalHost;

/// <summary>A queue of its own for one test, and hosts that run <see cref="WorkFunction"/> on it.</summary>
internal sealed class WorkQueue : IAsyncDisposable
{
    private readonly string _connectionString;
    private readonly List<LocalFunctionsHost> _hosts = [];

    public WorkQueue(string connectionString)
    {
        _connectionString = connectionString;
        Name = AzuriteFixture.NewName();
        Queue = Client(Name);
        Poison = Client($"{Name}-poison");
    }

    public string Name { get; }

    /// <summary>The queue, with texts as they are.</summary>
    public QueueClient Queue { get; }

    public QueueClient Poison { get; }

    public LogLines Log { get; } = new();

    public static async Task<WorkQueue> CreateAsync(AzuriteFixture azurite)
    {
        var work = new WorkQueue(azurite.ConnectionString);
        await work.Queue.CreateAsync();
        return work;
    }

    public static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    public Task SendAsync(string text) => Queue.SendMessageAsync(Encode(text));

    /// <summary>Starts a host with quick polling.</summary>
    /// <param name="handler">What the function does.</param>
    /// <param name="hidden">How long messages are hidden; default 1 min.</param>
    /// <param name="queues">Values of <c>extensions.queues</c>.</param>
    public async Task<LocalFunctionsHost> StartAsync(
        MessageHandler handler, TimeSpan? hidden = null, params (string Name, string Value)[] queues)
    {
        var settings = new Dictionary<string, string?> { ["Storage"] = _connectionString, ["Work"] = Name };
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)
            [("maxPollingInterval", "00:00:00.2"), ("visibilityTimeout", "00:00:00"), .. queues])
        {
            settings[$"AzureFunctionsJobHost__extensions__queues__{name}"] = value;
        }
        var host = await LocalFunctionsHost.StartAsync(
            new LocalHostOptions
            {
                Types = [typeof(WorkFunction)],
                ConfigureServices = (services, _) => services.AddSingleton(handler),
                ConfigureLogging = logging => logging.AddProvider(Log),
                Settings = settings,
                HiddenTime = hidden ?? TimeSpan.FromMinutes(1),
            },
            CancellationToken.None);
        _hosts.Add(host);
        return host;
    }

    /// <summary>Waits until the queue holds nothing, hidden messages included.</summary>
    public Task IsEmptyAsync() => Eventually.IsTrueAsync(async () => await CountAsync(Queue) == 0);

    /// <summary>The texts on the poison queue, once there is one.</summary>
    public async Task<IReadOnlyList<string>> PoisonTextsAsync()
    {
        await Eventually.IsTrueAsync(async () => await Poison.ExistsAsync() && await CountAsync(Poison) > 0);
        QueueMessage[] messages = await Poison.ReceiveMessagesAsync(maxMessages: 32);
        return [.. messages.Select(message => message.Body.ToString())];
    }

    public async Task<int> CountAsync() => await CountAsync(Queue);

    public async ValueTask DisposeAsync()
    {
        // A test that failed may leave a run that never ends.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5), TimeProvider.System);
        foreach (var host in _hosts)
        {
            await host.StopAsync(patience.Token);
            await host.DisposeAsync();
        }
    }

    private static async Task<int> CountAsync(QueueClient queue)
    {
        QueueProperties properties = await queue.GetPropertiesAsync();
        return properties.ApproximateMessagesCount;
    }

    private QueueClient Client(string name) => new(_connectionString, name);
}
