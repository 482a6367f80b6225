using Azure.Data.Tables;
using PushFunctions.Storage;

namespace PushFunctions.Recover;

/// <summary>
/// Removes the names of pushes that are not held: a request died between the name and the push's row, or the other way
/// round. They would cost a look at the push for each of its calls.
/// </summary>
public sealed class HeldNames(StorageClients storage, PushStore pushes, TimeProvider time)
{
    private static readonly TimeSpan BeingWritten = TimeSpan.FromMinutes(1);

    public async Task CleanAsync(CancellationToken cancellationToken)
    {
        await foreach (var name in storage.PushIndex.QueryAsync<IndexRow>(
            TableClient.CreateQueryFilter($"PartitionKey eq {IndexRow.Held}"), cancellationToken: cancellationToken))
        {
            if (name.At + BeingWritten > time.GetUtcNow()) continue;
            var push = await pushes.FindAsync(name.PushId, cancellationToken);
            if (push is { HasEnded: false } and ({ Rests: true } or { CancelledAt: not null })) continue;
            // Not one that has been written anew meanwhile.
            _ = await storage.PushIndex.TryDeleteAsync(name, cancellationToken);
        }
    }
}
