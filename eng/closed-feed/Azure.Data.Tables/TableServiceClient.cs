#nullable disable
using Azure.Core;
using Azure.Data.Tables.Http;
using Azure.Data.Tables.Json;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>The tables of one account.</summary>
public class TableServiceClient
{
    private readonly TableConnection _connection;

    public TableServiceClient(string connectionString)
        : this(connectionString, null)
    {
    }

    public TableServiceClient(string connectionString, TableClientOptions options = null) =>
        _connection = TableConnection.From(connectionString, options);

    public TableServiceClient(Uri endpoint, TableClientOptions options = null) =>
        _connection = TableConnection.From(endpoint, options);

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential)
        : this(endpoint, credential, null)
    {
    }

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions options = null) =>
        _connection = TableConnection.From(endpoint, credential, options);

    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions options = null) =>
        _connection = TableConnection.From(endpoint, tokenCredential, options);

    /// <summary>For mocks.</summary>
    protected TableServiceClient()
    {
    }

    public virtual string AccountName => _connection.AccountName;

    public virtual Uri Uri => _connection.Routes.Root;

    /// <summary>Writes values into a filter, quoted and escaped.</summary>
    public static string CreateQueryFilter(FormattableString filter) => QueryFilter.Create(filter);

    public virtual TableClient GetTableClient(string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        return new TableClient(_connection, tableName);
    }

    public virtual Task<Response<TableItem>> CreateTableAsync(
        string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).CreateAsync(cancellationToken);

    public virtual Task<Response<TableItem>> CreateTableIfNotExistsAsync(
        string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).CreateIfNotExistsAsync(cancellationToken);

    /// <summary>Deletes a table; one that does not exist is no error.</summary>
    public virtual Task<Response> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).DeleteAsync(cancellationToken);

    /// <summary>Lists tables; nothing is sent before the result is read.</summary>
    public virtual AsyncPageable<TableItem> QueryAsync(
        string filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        new Pages<TableItem>(
            async (next, size, cancellation) =>
            {
                var address = _connection.Routes.TableQuery(filter, size, next);
                var response = TableConnection.Succeeded(await _connection.TryGetAsync(address, cancellation));
                response.Headers.TryGetValue("x-ms-continuation-NextTableName", out var token);
                return Page<TableItem>.FromValues(
                    EntityReader.ReadTables(response.Content.ToMemory().Span), token, response);
            },
            maxPerPage,
            cancellationToken);

    public virtual AsyncPageable<TableItem> QueryAsync(
        FormattableString filter, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        QueryAsync(CreateQueryFilter(filter), maxPerPage, cancellationToken);
}
