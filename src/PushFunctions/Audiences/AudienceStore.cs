using Azure;
using PushFunctions.Manage;
using PushFunctions.Storage;

namespace PushFunctions.Audiences;

/// <summary>Reads and changes the audiences' rows, each by compare-and-swap.</summary>
public sealed class AudienceStore(StorageClients storage)
{
    public Task<AudienceRow?> FindAsync(string partition, CancellationToken cancellationToken) =>
        storage.Audiences.FindAsync<AudienceRow>(partition, AudienceRow.Key, cancellationToken);

    /// <summary>Makes the change, if what is there is as the request wants it to be.</summary>
    /// <param name="partition">The audience's.</param>
    /// <param name="condition">What must be so.</param>
    /// <param name="change">
    /// From what is there, or null, to what is to be there; it bears a new version, or a new version to be checked.
    /// </param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<AudienceChange> ChangeAsync(
        string partition, MappingCondition condition, Func<AudienceRow?, AudienceRow> change,
        CancellationToken cancellationToken)
    {
        (AudienceRow Row, bool Created)? written = null;
        while (true)
        {
            var there = await FindAsync(partition, cancellationToken);
            // Our own write, whose answer was lost and which the client tried again.
            if (written is { } ours && IsSame(ours.Row, there)) return new AudienceChange.Written(there!, ours.Created);
            if (!condition.Holds(there?.Version)) return new AudienceChange.Refused(there?.Version);
            var row = change(there);
            written = (row, there?.Version is null);
            if (there is not null) row.ETag = there.ETag;
            if (await (there is null
                ? storage.Audiences.TryAddAsync(row, cancellationToken)
                : storage.Audiences.TryReplaceAsync(row, cancellationToken)))
            {
                return new AudienceChange.Written(row, written.Value.Created);
            }
        }
    }

    /// <summary>Writes a row that was read, unless somebody was faster.</summary>
    public Task<bool> TryUpdateAsync(AudienceRow row, CancellationToken cancellationToken) =>
        storage.Audiences.TryReplaceAsync(row, cancellationToken);

    public async Task<AudienceChange> DeleteAsync(
        string partition, MappingCondition condition, CancellationToken cancellationToken)
    {
        for (var tries = 0; ; tries++)
        {
            var there = await FindAsync(partition, cancellationToken);
            // Our own try, whose answer was lost, or another's: it is gone, as was asked.
            if (there is null && tries > 0) return new AudienceChange.Deleted();
            if (there is null && condition.Match is null) return new AudienceChange.Missing();
            if (!condition.Holds(there?.Version)) return new AudienceChange.Refused(there?.Version);
            try
            {
                await storage.Audiences.DeleteEntityAsync(partition, AudienceRow.Key, there!.ETag, cancellationToken);
                return new AudienceChange.Deleted();
            }
            catch (RequestFailedException exception) when (exception.Status is 412 or 404)
            {
                // Somebody was faster: look again.
            }
        }
    }

    private static bool IsSame(AudienceRow ours, AudienceRow? there) =>
        there is not null && ours.Version == there.Version && ours.CheckVersion == there.CheckVersion;
}
