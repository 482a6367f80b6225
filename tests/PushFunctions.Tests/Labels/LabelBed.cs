using System.Diagnostics.CodeAnalysis;
using Azure.Data.Tables;
using PushFunctions.Labels;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Labels;

/// <summary>All that syncs labels, over storage and a far side in memory and a manual clock.</summary>
internal sealed class LabelBed : WorkBed
{
    public LabelBed(params IEnumerable<(string Name, string Value)> settings)
    {
        Labels.Clock = Members.Clock = Applied.Clock = Time;
        var storage = Memory.Clients(
            deadLetters: DeadLetters, labels: Labels, members: Members, applied: Applied, changes: Changes,
            audiences: Audiences, lists: Lists);
        Start(Changes, storage, FarSide, settings);
    }

    public MemoryTable Labels { get; } = new();

    public MemoryTable Members { get; } = new();

    public MemoryTable Applied { get; } = new();

    public MemoryTable Audiences { get; } = new();

    public MemoryContainer Lists { get; } = new();

    public MemoryQueue Changes { get; } = new();

    public LabelFarSide FarSide { get; } = new();

    /// <summary>Rows of labels, and of what was applied, that were written.</summary>
    public int Writes => Labels.Writes + Applied.Writes + Members.Writes;

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

    public override Task HandleAsync(QueuePut put) => Get<LabelStepHandler>().HandleAsync(
        "message", BinaryData.FromString(put.Text), CancellationToken.None);

    public static IReadOnlyList<string> Users(int count, string prefix = "u") =>
        [.. Enumerable.Range(0, count).Select(number => $"{prefix}{number:D5}")];
}
