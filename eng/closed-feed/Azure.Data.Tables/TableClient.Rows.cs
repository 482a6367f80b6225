#nullable disable
using Azure.Data.Tables.Http;
using Azure.Data.Tables.Json;

namespace Azure.Data.Tables;

public partial class TableClient
{
    /// <summary>Inserts a row; one that exists is an error (409).</summary>
    public virtual Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        RequireKeys(entity);
        return _connection.SendAsync(TableRequest.Insert(Routes, Name, entity), cancellationToken);
    }

    /// <summary>Writes a row whether or not it exists.</summary>
    public virtual Task<Response> UpsertEntityAsync<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        RequireKeys(entity);
        return _connection.SendAsync(TableRequest.Write(Routes, Name, entity, mode, default), cancellationToken);
    }

    /// <summary>Writes a row that exists with this version (<see cref="ETag.All"/>: any); else 412, or 404.</summary>
    public virtual Task<Response> UpdateEntityAsync<T>(
        T entity,
        ETag ifMatch,
        TableUpdateMode mode = TableUpdateMode.Merge,
        CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        RequireKeys(entity);
        return ifMatch == default
            ? throw new ArgumentException(
                "An update names the version it changes: the row's ETag, or ETag.All for any.", nameof(ifMatch))
            : _connection.SendAsync(TableRequest.Write(Routes, Name, entity, mode, ifMatch), cancellationToken);
    }

    /// <summary>Deletes a row of this version (default: any); a missing row is no error: the status is 404.</summary>
    public virtual async Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        var request = TableRequest.Delete(Routes, Name, partitionKey, rowKey, ifMatch);
        return TableConnection.SucceededOr(404, await _connection.TryAsync(request, cancellationToken));
    }

    /// <summary>Deletes a row of this version (default: any, whatever the entity's own ETag is).</summary>
    public virtual Task<Response> DeleteEntityAsync(
        ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        RequireKeys(entity);
        return DeleteEntityAsync(entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken);
    }

    /// <summary>Reads a row; a missing one is an error (404).</summary>
    public virtual async Task<Response<T>> GetEntityAsync<T>(
        string partitionKey,
        string rowKey,
        IEnumerable<string> select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var response = TableConnection.Succeeded(await ReadAsync(partitionKey, rowKey, select, cancellationToken));
        return Response.FromValue(EntityReader.Read<T>(response.Content.ToMemory().Span), response);
    }

    /// <summary>Reads a row that may be missing.</summary>
    public virtual async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey,
        string rowKey,
        IEnumerable<string> select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var response = TableConnection.SucceededOr(
            404, await ReadAsync(partitionKey, rowKey, select, cancellationToken));
        return response.Status == 404
            ? new NoValue<T>(response)
            : Response.FromValue(EntityReader.Read<T>(response.Content.ToMemory().Span), response);
    }

    /// <summary>Reads rows in the order of their keys; nothing is sent before the result is read.</summary>
    public virtual AsyncPageable<T> QueryAsync<T>(
        string filter = null,
        int? maxPerPage = null,
        IEnumerable<string> select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        new Pages<T>(
            async (next, size, cancellation) =>
            {
                var address = Routes.RowQuery(Name, filter, size, select, RowContinuation.Parse(next));
                var response = TableConnection.Succeeded(await _connection.TryGetAsync(address, cancellation));
                return Page<T>.FromValues(
                    EntityReader.ReadRows<T>(response.Content.ToMemory().Span),
                    RowContinuation.TokenFrom(response),
                    response);
            },
            maxPerPage,
            cancellationToken);

    private static void RequireKeys(ITableEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentNullException.ThrowIfNull(entity.PartitionKey);
        ArgumentNullException.ThrowIfNull(entity.RowKey);
    }

    private Task<Response> ReadAsync(
        string partitionKey, string rowKey, IEnumerable<string> select, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        return _connection.TryGetAsync(Routes.Row(Name, partitionKey, rowKey, select), cancellationToken);
    }
}
