using Azure.Data.Tables;
using PushFunctions.Storage;

namespace PushFunctions.Recover;

/// <summary>Tells by one small query whether there is anything that a watchdog would look at.</summary>
public sealed class WorkIndex(StorageClients storage)
{
    /// <summary>
    /// All that is due, held or open is sorted before the last run's count: when that comes first, nothing is there.
    /// A count of more than none is the rest of a run that saw work, and is written anew by another.
    /// </summary>
    public async Task<bool> IsEmptyAsync(CancellationToken cancellationToken)
    {
        await foreach (var first in storage.PushIndex.QueryAsync<IndexRow>(
            TableClient.CreateQueryFilter($"PartitionKey le {IndexRow.Stats}"),
            maxPerPage: 1,
            cancellationToken: cancellationToken))
        {
            return first is { PartitionKey: IndexRow.Stats, Count: null or 0 };
        }

        return true;
    }
}
