using Azure.Core;

namespace Azure.Data.Tables.Http;

/// <summary>One request about one row, sent alone or as a part of a transaction.</summary>
internal sealed record TableRequest(RequestMethod Method, Uri Address)
{
    public const string MinimalMetadata = "application/json;odata=minimalmetadata";

    private const string Plain = "application/json";
    private const string NoMetadata = "application/json;odata=nometadata";

    public string Accept { get; private init; } = MinimalMetadata;

    public string ContentType { get; private init; } = Plain;

    /// <summary>The version the row must have; null asks for none.</summary>
    public string? IfMatch { get; private init; }

    /// <summary>Whether the service is asked not to send the row back.</summary>
    public bool NoContent { get; private init; }

    /// <summary>The row to send, if any.</summary>
    public ITableEntity? Entity { get; private init; }

    public static TableRequest Insert(TableRoutes routes, string table, ITableEntity entity) =>
        new(RequestMethod.Post, routes.Rows(table))
        {
            ContentType = NoMetadata,
            NoContent = true,
            Entity = entity,
        };

    /// <summary>Without <paramref name="ifMatch"/> the row is made when it is missing.</summary>
    public static TableRequest Write(
        TableRoutes routes, string table, ITableEntity entity, TableUpdateMode mode, ETag ifMatch) =>
        new(MethodOf(mode), routes.Row(table, entity.PartitionKey, entity.RowKey))
        {
            Accept = Plain,
            IfMatch = ifMatch == default ? null : ifMatch.ToString(),
            Entity = entity,
        };

    /// <summary>Without <paramref name="ifMatch"/> any version is deleted.</summary>
    public static TableRequest Delete(
        TableRoutes routes, string table, string partitionKey, string rowKey, ETag ifMatch) =>
        new(RequestMethod.Delete, routes.Row(table, partitionKey, rowKey))
        {
            IfMatch = (ifMatch == default ? ETag.All : ifMatch).ToString(),
        };

    public static TableRequest From(TableRoutes routes, string table, TableTransactionAction action)
    {
        var entity = action.Entity;
        return action.ActionType switch
        {
            TableTransactionActionType.Add => Insert(routes, table, entity),
            TableTransactionActionType.Delete =>
                Delete(routes, table, entity.PartitionKey, entity.RowKey, action.ETag),
            TableTransactionActionType.UpdateMerge =>
                Write(routes, table, entity, TableUpdateMode.Merge, action.ETag),
            TableTransactionActionType.UpdateReplace =>
                Write(routes, table, entity, TableUpdateMode.Replace, action.ETag),
            TableTransactionActionType.UpsertMerge => Write(routes, table, entity, TableUpdateMode.Merge, default),
            TableTransactionActionType.UpsertReplace => Write(routes, table, entity, TableUpdateMode.Replace, default),
            var other => throw new InvalidOperationException($"There is no transaction action {other}."),
        };
    }

    private static RequestMethod MethodOf(TableUpdateMode mode) => mode switch
    {
        TableUpdateMode.Merge => RequestMethod.Patch,
        TableUpdateMode.Replace => RequestMethod.Put,
        _ => throw new ArgumentException($"There is no update mode {mode}.", nameof(mode)),
    };
}
