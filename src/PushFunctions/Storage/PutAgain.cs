using Azure;
using Azure.Data.Tables;

namespace PushFunctions.Storage;

/// <summary>
/// Lets the message of a row be put again: at most once a minute, and of several who want to at once by one.
/// </summary>
public sealed class PutAgain(StorageClients storage, TimeProvider time)
{
    private static readonly TimeSpan AtMostOncePer = TimeSpan.FromSeconds(60);

    /// <summary>Notes on the row that its message is put again now.</summary>
    /// <returns>False: another has just put it, or the row has changed; put nothing.</returns>
    public async Task<bool> MayAsync<T>(T row, CancellationToken cancellationToken)
        where T : class, ITableEntity
    {
        var now = time.GetUtcNow();
        if (PutAgainAt(row) + AtMostOncePer > now) return false;
        var table = row is IndexRow ? storage.PushIndex : storage.Pushes;
        var note = new TableEntity(row.PartitionKey, row.RowKey) { [nameof(PushRow.PutAgainAt)] = now };
        if (row is PushRow push)
        {
            push.Note(now, "put again");
            note[nameof(PushRow.Timeline)] = push.Timeline;
        }

        try
        {
            var answer = await table.UpdateEntityAsync(note, row.ETag, TableUpdateMode.Merge, cancellationToken);
            row.ETag = answer.Headers.ETag ?? default;
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status is 412 or 404)
        {
            return false;
        }
    }

    private static DateTimeOffset? PutAgainAt(ITableEntity row) => row switch
    {
        PushRow push => push.PutAgainAt,
        StepRow step => step.PutAgainAt,
        ParcelRow parcel => parcel.PutAgainAt,
        IndexRow index => index.PutAgainAt,
        _ => throw new ArgumentException($"{row.GetType().Name} is never put again.", nameof(row)),
    };
}
