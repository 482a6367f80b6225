using Azure;
using Azure.Data.Tables;

namespace PushFunctions.Storage;

/// <summary>Single rows, found and written; that another process was faster is an answer here, not an error.</summary>
public static class TableRows
{
    /// <returns>The row; null when there is none.</returns>
    public static Task<T?> FindAsync<T>(
        this TableClient table, string partition, string row, CancellationToken cancellationToken)
        where T : class, ITableEntity => table.FindAsync<T>(partition, row, columns: null, cancellationToken);

    /// <returns>The row with these columns alone, null means all; null when there is none.</returns>
    public static async Task<T?> FindAsync<T>(
        this TableClient table, string partition, string row, IReadOnlyList<string>? columns,
        CancellationToken cancellationToken)
        where T : class, ITableEntity
    {
        var answer = await table.GetEntityIfExistsAsync<T>(partition, row, columns, cancellationToken);
        return answer.HasValue ? answer.Value : null;
    }

    /// <summary>Inserts a row, which then knows its ETag.</summary>
    /// <returns>False: there is one already, which may be our own whose answer was lost.</returns>
    public static async Task<bool> TryAddAsync<T>(this TableClient table, T row, CancellationToken cancellationToken)
        where T : class, ITableEntity
    {
        try
        {
            var answer = await table.AddEntityAsync(row, cancellationToken);
            row.ETag = answer.Headers.ETag ?? default;
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status == 409)
        {
            return false;
        }
    }

    /// <summary>Replaces a row as it was read; it then knows its new ETag.</summary>
    /// <returns>False: it has changed since, maybe by our own write whose answer was lost, or is gone.</returns>
    public static async Task<bool> TryReplaceAsync<T>(
        this TableClient table, T row, CancellationToken cancellationToken)
        where T : class, ITableEntity
    {
        try
        {
            var answer = await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, cancellationToken);
            row.ETag = answer.Headers.ETag ?? default;
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status is 412 or 404)
        {
            return false;
        }
    }

    /// <summary>Deletes a row as it was read; one that is gone already is deleted.</summary>
    /// <returns>False: it has changed since, and stays.</returns>
    public static async Task<bool> TryDeleteAsync<T>(
        this TableClient table, T row, CancellationToken cancellationToken)
        where T : class, ITableEntity
    {
        try
        {
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status == 412)
        {
            return false;
        }
    }
}
