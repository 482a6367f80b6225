#nullable disable
using Azure.Core;
using Azure.Data.Tables.Http;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>One table: itself, its rows, and transactions over rows of one partition.</summary>
public partial class TableClient
{
    private readonly TableConnection _connection;

    public TableClient(string connectionString, string tableName)
        : this(connectionString, tableName, null)
    {
    }

    public TableClient(string connectionString, string tableName, TableClientOptions options = null)
        : this(TableConnection.From(connectionString, options), tableName)
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential)
        : this(endpoint, tableName, credential, null)
    {
    }

    public TableClient(
        Uri endpoint, string tableName, TableSharedKeyCredential credential, TableClientOptions options = null)
        : this(TableConnection.From(endpoint, credential, options), tableName)
    {
    }

    public TableClient(
        Uri endpoint, string tableName, TokenCredential tokenCredential, TableClientOptions options = null)
        : this(TableConnection.From(endpoint, tokenCredential, options), tableName)
    {
    }

    internal TableClient(TableConnection connection, string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        _connection = connection;
        Name = tableName;
    }

    /// <summary>For mocks.</summary>
    protected TableClient()
    {
    }

    public virtual string Name { get; }

    public virtual string AccountName => _connection.AccountName;

    public virtual Uri Uri => Routes.TableAddress(Name);

    private TableRoutes Routes => _connection.Routes;

    /// <summary>Writes values into a filter, quoted and escaped.</summary>
    public static string CreateQueryFilter(FormattableString filter) => QueryFilter.Create(filter);

    public virtual async Task<Response<TableItem>> CreateAsync(CancellationToken cancellationToken = default)
    {
        var response = await _connection.TryCreateTableAsync(Name, cancellationToken);
        return Response.FromValue(new TableItem(Name), TableConnection.Succeeded(response));
    }

    /// <summary>Creates the table, or answers 409 when it is there; one that is being deleted is an error.</summary>
    public virtual async Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default)
    {
        var response = await _connection.TryCreateTableAsync(Name, cancellationToken);
        if (response.IsError)
        {
            var failure = new RequestFailedException(response);
            if (response.Status != 409 || failure.ErrorCode == TableErrorCode.TableBeingDeleted)
            {
                throw failure;
            }
        }

        return Response.FromValue(new TableItem(Name), response);
    }

    /// <summary>Deletes the table; one that does not exist is no error.</summary>
    public virtual Task<Response> DeleteAsync(CancellationToken cancellationToken = default) =>
        _connection.DeleteTableAsync(Name, cancellationToken);
}
