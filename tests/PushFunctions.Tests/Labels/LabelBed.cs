using System.Diagnostics.CodeAnalysis;
using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PushFunctions.Deliver;
using PushFunctions.Labels;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Labels;

/// <summary>All that syncs labels, over storage and a far side in memory and a manual clock.</summary>
internal sealed class LabelBed : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(1);

    private readonly ServiceProvider _services;
    private readonly PriorityQueue<QueuePut, (DateTimeOffset Due, int No)> _waiting = new();
    private int _put;

    public LabelBed(params IEnumerable<(string Name, string Value)> settings)
    {
        Labels.Clock = Members.Clock = Applied.Clock = Time;
        Changes.After = put => _waiting.Enqueue(put, (Time.Now + (put.Wait ?? TimeSpan.Zero), _put++));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Agora:Apps:default:BaseUrl"] = "http://127.0.0.1:1",
            ["Agora:Apps:default:OrgName"] = "agora-demo",
            ["Agora:Apps:default:AppName"] = "testapp",
            ["Agora:Apps:default:Token"] = "token",
        }).AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(
            setting.Name.Replace("__", ":", StringComparison.Ordinal), (string?)setting.Value))).Build();
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton<TimeProvider>(Time)
            .AddPushFunctions(configuration)
            .AddSingleton(Memory.Clients(
                deadLetters: DeadLetters, labels: Labels, members: Members, applied: Applied, changes: Changes,
                audiences: Audiences, lists: Lists))
            .AddSingleton(new FarSideConnections(FarSide))
            .BuildServiceProvider();
    }

    public ManualTime Time { get; } = new();

    public MemoryTable Labels { get; } = new();

    public MemoryTable Members { get; } = new();

    public MemoryTable Applied { get; } = new();

    public MemoryTable DeadLetters { get; } = new();

    public MemoryTable Audiences { get; } = new();

    public MemoryContainer Lists { get; } = new();

    public MemoryQueue Changes { get; } = new();

    public LabelFarSide FarSide { get; } = new();

    /// <summary>Rows of labels, and of what was applied, that were written.</summary>
    public int Writes => Labels.Writes + Applied.Writes + Members.Writes;

    public void Dispose() => _services.Dispose();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public LabelRow Row(string label, string app = "default") => Labels.Find<LabelRow>(app, label)!;

    public IReadOnlyList<LabelAppliedRow> AppliedTo(string label) =>
        [.. Applied.FindAll<LabelAppliedRow>(label).Where(row => row.PartitionKey == label)];

    /// <summary>Those who have the label, as far as is known, sorted.</summary>
    public IReadOnlyList<string> KnownOf(string label) =>
    [
        .. AppliedTo(label).Where(row => row.IsMember).Select(row => row.RowKey).Order(StringComparer.Ordinal),
    ];

    [SuppressMessage("Performance", "CA1849", Justification = "The table in memory is done at once.")]
    public void Want(string label, params IEnumerable<string> users)
    {
        foreach (var user in users)
            Members.UpsertEntityAsync(new LabelMemberRow { PartitionKey = label, RowKey = user }).Wait();
    }

    public void Unwant(string label, params IEnumerable<string> users)
    {
        foreach (var user in users) Members.DeleteEntityAsync(label, user).Wait();
    }

    public void Apply(LabelAppliedRow row) => Applied.UpsertEntityAsync(row, TableUpdateMode.Replace).Wait();

    public void Put(LabelRow row) => Labels.UpsertEntityAsync(row, TableUpdateMode.Replace).Wait();

    /// <summary>Has the timer fire, and all done that comes of it.</summary>
    public void Sync() => Run(async () =>
    {
        await Get<SyncPlanner>().HandleAsync(CancellationToken.None);
        await DrainAsync();
    });

    /// <summary>The same for the other timer; whatever drifted is mended by the sync that follows.</summary>
    public void Reconcile(bool isDryRun = false) => Run(async () =>
    {
        await Get<ReconcilePlanner>().HandleAsync(isDryRun, CancellationToken.None);
        await DrainAsync();
    });

    public void Run(Func<Task> work) => Loop.Run(Time, work, Grace);

    /// <summary>Handles all messages, each when its time has come.</summary>
    public async Task DrainAsync()
    {
        while (_waiting.TryDequeue(out var put, out var place))
        {
            if (place.Due > Time.Now) await Task.Delay(place.Due - Time.Now, Time, CancellationToken.None);
            await HandleAsync(put);
        }
    }

    public Task HandleAsync(QueuePut put) => Get<LabelStepHandler>().HandleAsync(
        "message", BinaryData.FromString(put.Text), CancellationToken.None);

    public static IReadOnlyList<string> Users(int count, string prefix = "u") =>
        [.. Enumerable.Range(0, count).Select(number => $"{prefix}{number:D5}")];
}
