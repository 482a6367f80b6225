using PushFunctions.Accept;
using PushFunctions.Events;
using PushFunctions.Storage;

namespace PushFunctions.Dev.Ingest;

/// <summary>
/// What accepting an event writes, and nothing else: the same rows and message, by the same clients, into the same
/// tables and queue. What Azurite makes of it is all that any door could.
/// </summary>
/// <param name="storage">The app's clients.</param>
/// <param name="push">The row of a push that was accepted; one for each worker, which changes it.</param>
internal sealed class BareWrites(StorageClients storage, PushRow push)
{
    private readonly PushStore _pushes = new(storage, new(storage, TimeProvider.System));

    /// <summary>Writes a push that nobody has sent.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        push.EventId = $"bare-{Guid.NewGuid():n}";
        push.PartitionKey = PushIds.Create(AppEvent.DefaultApp, source: "", push.EventId);
        push.Created = push.StepDue = TimeProvider.System.GetUtcNow();
        var index = IndexRow.ForOpen(push);
        push.OpenRow = index.RowKey;
        await storage.PushIndex.UpsertEntityAsync(index, cancellationToken: cancellationToken);
        await storage.Pushes.AddEntityAsync(push, cancellationToken);
        await _pushes.PutFirstAsync(push, cancellationToken);
    }
}
