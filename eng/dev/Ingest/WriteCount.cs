using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using PushFunctions.Dev.Run;
using PushFunctions.Storage;

namespace PushFunctions.Dev.Ingest;

/// <summary>What accepting an event to one user writes to storage, by Azurite's own log.</summary>
/// <param name="PerEvent">Requests that write; also those that storage refused.</param>
/// <param name="Kinds">Verb and table or queue, each once.</param>
internal sealed record WriteCount(double PerEvent, IReadOnlyList<string> Kinds)
{
    private const int Events = 100;

    /// <summary>Accepts events at a host that does nothing else, so that every write is theirs.</summary>
    public static async Task<WriteCount> MeasureAsync(CancellationToken cancellationToken)
    {
        var log = new AccessLog();
        await using var door = await DoorHost.StartAsync(log.Take, cancellationToken);
        await PostAsync();
        await MarkAsync(door, cancellationToken);
        await log.WritesUntilMarkAsync(cancellationToken);

        for (var number = 0; number < Events; number++) await PostAsync();

        await MarkAsync(door, cancellationToken);
        var writes = await log.WritesUntilMarkAsync(cancellationToken);
        return new((double)writes.Count / Events, [.. writes.Distinct().Order(StringComparer.Ordinal)]);

        Task PostAsync() => door.Client.PostAsync(SampleEvent.Create(users: 1, "count"), cancellationToken);
    }

    /// <summary>Asks each service for something by the mark's name: its log is complete up to there.</summary>
    private static async Task MarkAsync(DoorHost door, CancellationToken cancellationToken)
    {
        await door.Storage.Pushes.GetEntityIfExistsAsync<PushRow>(
            AccessLog.Mark, AccessLog.Mark, cancellationToken: cancellationToken);
        await new QueueClient(door.ConnectionString, AccessLog.Mark).ExistsAsync(cancellationToken);
        await new BlobContainerClient(door.ConnectionString, AccessLog.Mark).ExistsAsync(cancellationToken);
    }
}
