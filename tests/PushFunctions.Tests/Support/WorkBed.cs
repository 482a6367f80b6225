using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PushFunctions.Deliver;
using PushFunctions.Storage;

namespace PushFunctions.Tests;

/// <summary>
/// The app over storage and a far side in memory and a manual clock; what is put on one of its queues is handled when
/// its time has come.
/// </summary>
internal abstract class WorkBed : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(1);

    private readonly PriorityQueue<QueuePut, (DateTimeOffset Due, int No)> _waiting = new();
    private ServiceProvider? _services;
    private int _put;

    public ManualTime Time { get; } = new();

    public MemoryTable DeadLetters { get; } = new();

    public void Dispose() => _services?.Dispose();

    public T Get<T>()
        where T : notnull => _services!.GetRequiredService<T>();

    public void Run(Func<Task> work) => Loop.Run(Time, work, Grace);

    /// <summary>Handles all messages, each when its time has come.</summary>
    public async Task DrainAsync()
    {
        while (TryTake(out var put, out var due))
        {
            if (due > Time.Now) await Task.Delay(due - Time.Now, Time, CancellationToken.None);
            await HandleAsync(put);
        }
    }

    public bool TryTake(out QueuePut put, out DateTimeOffset due)
    {
        var found = _waiting.TryDequeue(out put!, out var place);
        due = place.Due;
        return found;
    }

    public abstract Task HandleAsync(QueuePut put);

    /// <param name="work">The queue whose messages are handled.</param>
    /// <param name="storage">Storage.</param>
    /// <param name="farSide">The far side.</param>
    /// <param name="settings">Further settings, as environment variables would name them.</param>
    protected void Start(
        MemoryQueue work, StorageClients storage, HttpMessageHandler farSide,
        IEnumerable<(string Name, string Value)> settings)
    {
        work.After = put => _waiting.Enqueue(put, (Time.Now + (put.Wait ?? TimeSpan.Zero), _put++));
        var configuration = MemoryBed.SettingsWith(settings);
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton<TimeProvider>(Time)
            .AddPushFunctions(configuration)
            .AddSingleton(storage)
            .AddSingleton(new FarSideConnections(farSide))
            .BuildServiceProvider();
    }
}
