using System.Text;
using PushFunctions.ManyPreferences;
using PushFunctions.Preferences;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Preferences;

/// <summary>All that sets preferences, over storage and a far side in memory and a manual clock.</summary>
internal sealed class PreferenceBed : WorkBed
{
    public PreferenceBed(params IEnumerable<(string Name, string Value)> settings)
    {
        FarSide = new(Time);
        Table.Clock = Time;
        var storage = Memory.Clients(
            deadLetters: DeadLetters, preferences: Table, preferenceSteps: Steps, preferenceLists: Lists);
        Start(Steps, storage, FarSide, settings);
    }

    public MemoryTable Table { get; } = new();

    public MemoryContainer Lists { get; } = new();

    public MemoryQueue Steps { get; } = new();

    public PreferenceFarSide FarSide { get; }

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

    public override Task HandleAsync(QueuePut put) => Get<ApplyHandler>().HandleAsync(
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
