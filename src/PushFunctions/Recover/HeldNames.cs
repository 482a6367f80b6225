using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using PushFunctions.Storage;

namespace PushFunctions.Recover;

/// <summary>
/// Removes the names of pushes that are not held: a request died between the name and the push's row, or the other way
/// round. They would cost a look at the push for each of its calls.
/// </summary>
public sealed class HeldNames(StorageClients storage, PushStore pushes, TimeProvider time, ILogger<HeldNames> log)
{
    private static readonly TimeSpan BeingWritten = TimeSpan.FromMinutes(1);

    /// <returns>The pushes whose names stay: their work rests.</returns>
    public async Task<IReadOnlySet<string>> CleanAsync(CancellationToken cancellationToken)
    {
        var held = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var name in storage.PushIndex.QueryAsync<IndexRow>(
            TableClient.CreateQueryFilter($"PartitionKey eq {IndexRow.Held}"), cancellationToken: cancellationToken))
        {
            try
            {
                if (!await CleanAsync(name, cancellationToken)) held.Add(name.PushId);
            }
            catch (Exception exception) when (
                !StorageErrors.IsAway(exception) && !cancellationToken.IsCancellationRequested)
            {
                log.NameStays(exception, name.PushId);
            }
        }

        return held;
    }

    /// <returns>False: the push is held.</returns>
    private async Task<bool> CleanAsync(IndexRow name, CancellationToken cancellationToken)
    {
        if (name.At + BeingWritten > time.GetUtcNow()) return false;
        var push = await pushes.FindAsync(name.PushId, cancellationToken);
        if (push is { HasEnded: false } and ({ Rests: true } or { CancelledAt: not null })) return false;
        // Not one that has been written anew meanwhile.
        _ = await storage.PushIndex.TryDeleteAsync(name, cancellationToken);
        return true;
    }
}
