using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PushFunctions.Deliver;
using PushFunctions.Preferences;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Preferences;

/// <summary>All that sets preferences, over storage and a far side in memory and a manual clock.</summary>
internal sealed class PreferenceBed : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(1);

    private readonly ServiceProvider _services;
    private readonly PriorityQueue<QueuePut, (DateTimeOffset Due, int No)> _waiting = new();
    private int _put;

    public PreferenceBed(params IEnumerable<(string Name, string Value)> settings)
    {
        FarSide = new(Time);
        Table.Clock = Time;
        Steps.After = put => _waiting.Enqueue(put, (Time.Now + (put.Wait ?? TimeSpan.Zero), _put++));
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
                deadLetters: DeadLetters, preferences: Table, preferenceSteps: Steps, preferenceLists: Lists))
            .AddSingleton(new FarSideConnections(FarSide))
            .BuildServiceProvider();
    }

    public ManualTime Time { get; } = new();

    public MemoryTable Table { get; } = new();

    public MemoryTable DeadLetters { get; } = new();

    public MemoryContainer Lists { get; } = new();

    public MemoryQueue Steps { get; } = new();

    public PreferenceFarSide FarSide { get; }

    public void Dispose() => _services.Dispose();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public void Run(Func<Task> work) => Loop.Run(Time, work, Grace);

    /// <summary>Takes lines as the door does, and has done all that comes of it.</summary>
    public string Set(params IEnumerable<string> lines)
    {
        var id = "";
        Run(async () =>
        {
            id = await BeginAsync(lines);
            await DrainAsync();
        });
        return id;
    }

    /// <summary>Takes lines; nothing is done yet.</summary>
    public async Task<string> BeginAsync(IEnumerable<string> lines)
    {
        var id = $"{Guid.NewGuid():N}";
        using var writer = new LineWriter(Azure.Storage.Blobs.Specialized.SpecializedBlobExtensions.GetBlockBlobClient(
            Lists, PreferenceJobRow.BlobOf(id)));
        var intake = new LineIntake(new(Get<PreferenceBody>().Reader), writer);
        using var body = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        await intake.ReadAsync(body, CancellationToken.None);
        await Get<PreferenceJobs>().AnnounceAsync(id, Time.Now, CancellationToken.None);
        await writer.CommitAsync(CancellationToken.None);
        await Get<PreferenceJobs>().BeginAsync(
            new()
            {
                PartitionKey = id, App = "default", AcceptedAt = Time.Now, Due = Time.Now, Lines = intake.Lines,
                Parts = PartSpan.Write(writer.Parts),
            });
        return id;
    }

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

    public Task HandleAsync(QueuePut put) => Get<ApplyHandler>().HandleAsync(
        "message", BinaryData.FromString(put.Text), CancellationToken.None);

    public JobView View(string id)
    {
        JobView? view = null;
        Run(async () => view = JobView.Of(
            (await Get<PreferenceJobs>().FindAsync(id, CancellationToken.None))!,
            await Get<PreferenceJobs>().CountAsync(id, CancellationToken.None)));
        return view!;
    }

    public IReadOnlyList<LineFailure> Failures(string id)
    {
        var failures = new List<LineFailure>();
        Run(async () =>
        {
            await foreach (var part in Get<PreferenceJobs>().FailedPartsAsync(id, 0, CancellationToken.None))
                failures.AddRange(LineFailure.Read(part.Failures));
        });
        return failures;
    }

    public static IReadOnlyList<string> Lines(int count, string json) =>
        [.. Enumerable.Range(0, count).Select(number => $$"""{"user":"u{{number:D5}}",{{json}}}""")];
}
