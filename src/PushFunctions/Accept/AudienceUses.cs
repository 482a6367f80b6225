using Azure;
using Azure.Data.Tables;
using PushFunctions.Storage;

namespace PushFunctions.Accept;

/// <summary>
/// Keeps the list of an audience for the pushes that read it. A push writes its use, then looks whether the list is
/// still the audience's; the cleaner looks at the audience, then at the uses. So no list goes under a push.
/// </summary>
public sealed class AudienceUses(StorageClients storage, TimeProvider time)
{
    /// <summary>A use whose push is not there by then is of a request that died.</summary>
    private static readonly TimeSpan OrphanAge = TimeSpan.FromMinutes(5);

    /// <summary>Reads an audience; null when there is none.</summary>
    public Task<AudienceRow?> FindAsync(string app, string name, CancellationToken cancellationToken) =>
        storage.Audiences.FindAsync<AudienceRow>(
            AudienceRow.PartitionOf(app, name), AudienceRow.Key, cancellationToken);

    /// <summary>Keeps the list that is in use for a push that is about to begin.</summary>
    /// <returns>The audience as the push will read it; null when it has no list any more.</returns>
    public async Task<AudienceRow?> HoldAsync(AudienceRow audience, string pushId, CancellationToken cancellationToken)
    {
        var held = audience;
        while (true)
        {
            if (held is not { Version: { } version, List: not null }) return null;
            await storage.Audiences.UpsertEntityAsync(
                AudienceUseRow.For(held.PartitionKey, version, pushId, time.GetUtcNow()),
                TableUpdateMode.Replace,
                cancellationToken);
            var now = await FindAsync(held.App, held.Name, cancellationToken);
            if (now?.Version == version) return held;
            held = now;
        }
    }

    /// <summary>Whether a push that is there, or may yet come, reads a list.</summary>
    public async Task<bool> IsUsedAsync(string partition, string version, CancellationToken cancellationToken)
    {
        var prefix = AudienceUseRow.PrefixOf(version);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {prefix} and RowKey lt {LedgerKey.EndOf(prefix)}");
        await foreach (var use in storage.Audiences.QueryAsync<AudienceUseRow>(
            filter, cancellationToken: cancellationToken))
        {
            if (use.At + OrphanAge > time.GetUtcNow()) return true;
            var push = await storage.Pushes.GetEntityIfExistsAsync<PushRow>(
                use.PushId, LedgerKey.Push, [nameof(PushRow.Blob)], cancellationToken);
            if (push.HasValue && IsIn(push.Value!, partition, version)) return true;
            await storage.Audiences.DeleteEntityAsync(use.PartitionKey, use.RowKey, ETag.All, cancellationToken);
        }

        return false;
    }

    /// <summary>Of two who made the same push, the other may have held another version.</summary>
    private static bool IsIn(PushRow push, string partition, string version) =>
        push.Blob is { } blob
        && AudienceRow.NameOfList(blob) is { } list
        && list.StartsWith($"{AudienceRow.FolderOf(partition, version)}/", StringComparison.Ordinal);
}
