using System.Globalization;
using System.Reflection;
using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;

namespace PushFunctions.Tests;

/// <summary>
/// A table in memory with ETags and transactions. A test can fail an operation before it is done, or lose its answer.
/// </summary>
internal sealed class MemoryTable : TableClient
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string, string), Dictionary<string, object?>> _rows = [];
    private int _version;

    /// <summary>
    /// Called with the operation (<c>add</c>, <c>get</c>, <c>update</c>, …) before it is done; may throw.
    /// </summary>
    public Action<string>? Before { get; set; }

    /// <summary>Called when it is done, before the answer; may throw.</summary>
    public Action<string>? After { get; set; }

    /// <summary>Says when a row is written; null: no row has a time.</summary>
    public TimeProvider? Clock { get; set; }

    /// <summary>Rows written or deleted.</summary>
    public int Writes { get; private set; }

    /// <summary>
    /// How many rows between the keys one answer of a query looks at, as storage does whose time is up; null: all.
    /// </summary>
    public int? RowsAnAnswer { get; set; }

    /// <summary>Rows that queries have given.</summary>
    public int RowsQueried { get; private set; }

    /// <summary>A failure as storage answers it.</summary>
    public static RequestFailedException Failure(int status) => new(status, $"Storage said {status}.");

    public T? Find<T>(string partition, string row)
        where T : class, ITableEntity
    {
        lock (_gate) return _rows.TryGetValue((partition, row), out var columns) ? Read<T>(columns) : null;
    }

    /// <summary>The rows of all partitions whose names begin so.</summary>
    public IReadOnlyList<T> FindAll<T>(string prefix)
        where T : class, ITableEntity
    {
        lock (_gate)
            return [.. _rows.Where(row => row.Key.Item1.StartsWith(prefix, StringComparison.Ordinal)).Select(row => Read<T>(row.Value))];
    }

    public override Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default) =>
        Do<NullableResponse<T>>("get", () => _rows.TryGetValue((partitionKey, rowKey), out var columns)
            ? Response.FromValue(Read<T>(columns, select), new PlainResponse(200))
            : new Nothing<T>());

    public override Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default) =>
        Do<Response>("add", () => Write(Check(entity, mustExist: false, default), merge: false));

    public override Task<Response> UpdateEntityAsync<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default) =>
        Do<Response>("update", () => Write(Check(entity, mustExist: true, ifMatch), mode == TableUpdateMode.Merge));

    public override Task<Response> UpsertEntityAsync<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default) =>
        Do<Response>("upsert", () => Write(entity, mode == TableUpdateMode.Merge));

    public override Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        Do<Response>("delete", () => _rows.ContainsKey((partitionKey, rowKey))
            ? Delete(Check(new TableEntity(partitionKey, rowKey), mustExist: true, AnyWithout(ifMatch)))
            // The client throws nothing for a row that is not there.
            : new PlainResponse(404));

    public override Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default) =>
        Do("transaction", () =>
        {
            var actions = transactionActions.ToList();
            Assert.Single(actions.Select(action => action.Entity.PartitionKey).Distinct());
            try
            {
                foreach (var action in actions) Check(action);
            }
            catch (RequestFailedException exception)
            {
                throw new TableTransactionFailedException(exception);
            }

            IReadOnlyList<Response> answers = [.. actions.Select(Apply)];
            return Response.FromValue(answers, new PlainResponse(202));
        });

    /// <summary>The rows that a filter is for, in the order of their keys.</summary>
    public override AsyncPageable<T> QueryAsync<T>(
        string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null,
        CancellationToken cancellationToken = default)
    {
        var wanted = MemoryFilter.Read(filter);
        Before?.Invoke("query");
        lock (_gate)
        {
            List<Dictionary<string, object?>> rows =
            [
                .. _rows.Where(row => wanted.IsBetweenKeys(row.Value))
                    .OrderBy(row => row.Key.Item1, StringComparer.Ordinal)
                    .ThenBy(row => row.Key.Item2, StringComparer.Ordinal)
                    .Select(row => row.Value),
            ];
            RowsQueried += rows.Count(wanted.Holds);
            var most = Math.Min(RowsAnAnswer ?? int.MaxValue, maxPerPage ?? int.MaxValue);
            List<Page<T>> answers =
            [
                .. rows.Chunk(most).Select((chunk, no) => Page<T>.FromValues(
                    [.. chunk.Where(wanted.Holds).Select(row => Read<T>(row, select))],
                    (no + 1) * (long)most < rows.Count ? "more" : null,
                    new PlainResponse(200))),
            ];
            return AsyncPageable<T>.FromPages(answers);
        }
    }

    private Task<T> Do<T>(string operation, Func<T> work)
    {
        try
        {
            Before?.Invoke(operation);
            T answer;
            lock (_gate) answer = work();
            After?.Invoke(operation);
            return Task.FromResult(answer);
        }
        catch (RequestFailedException exception)
        {
            return Task.FromException<T>(exception);
        }
    }

    private T Check<T>(T entity, bool mustExist, ETag ifMatch)
        where T : ITableEntity
    {
        var exists = _rows.TryGetValue((entity.PartitionKey, entity.RowKey), out var columns);
        if (exists && !mustExist) throw Failure(409);
        if (!exists && mustExist) throw Failure(404);
        if (!exists || ifMatch == ETag.All) return entity;
        return ifMatch.Equals((ETag)columns![nameof(ITableEntity.ETag)]!) ? entity : throw Failure(412);
    }

    private void Check(TableTransactionAction action) => _ = action.ActionType switch
    {
        TableTransactionActionType.Add => Check(action.Entity, mustExist: false, default),
        TableTransactionActionType.Delete => Check(action.Entity, mustExist: true, AnyWithout(action.ETag)),
        TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpdateReplace =>
            Check(action.Entity, mustExist: true, action.ETag),
        _ => action.Entity,
    };

    private PlainResponse Apply(TableTransactionAction action) => action.ActionType switch
    {
        TableTransactionActionType.Delete => Delete(action.Entity),
        TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpsertMerge =>
            Write(action.Entity, merge: true),
        _ => Write(action.Entity, merge: false),
    };

    /// <summary>A row is deleted in any version where none is named.</summary>
    private static ETag AnyWithout(ETag ifMatch) => ifMatch == default ? ETag.All : ifMatch;

    private PlainResponse Delete(ITableEntity entity)
    {
        _rows.Remove((entity.PartitionKey, entity.RowKey));
        Writes++;
        return new(204);
    }

    private PlainResponse Write(ITableEntity entity, bool merge)
    {
        var key = (entity.PartitionKey, entity.RowKey);
        var etag = new ETag(string.Create(CultureInfo.InvariantCulture, $"W/\"{++_version}\""));
        var row = merge && _rows.TryGetValue(key, out var old) ? old : [];
        foreach (var (name, value) in Columns(entity)) row[name] = value;
        row[nameof(ITableEntity.ETag)] = etag;
        row[nameof(ITableEntity.Timestamp)] = Clock?.GetUtcNow();
        _rows[key] = row;
        Writes++;
        return new(204, etag);
    }

    private static IEnumerable<KeyValuePair<string, object?>> Columns(ITableEntity entity) =>
        entity is TableEntity columns
        ? columns.Select(column => KeyValuePair.Create(column.Key, (object?)column.Value))
        : Properties(entity.GetType()).Select(
            property => KeyValuePair.Create(property.Name, property.GetValue(entity)));

    private static T Read<T>(Dictionary<string, object?> columns, IEnumerable<string>? select = null)
    {
        var entity = Activator.CreateInstance<T>();
        var selected = select?.Append(nameof(ITableEntity.ETag)).ToHashSet(StringComparer.Ordinal);
        foreach (var property in Properties(typeof(T)).Where(property => selected?.Contains(property.Name) != false))
        {
            if (columns.TryGetValue(property.Name, out var value)) property.SetValue(entity, value);
        }

        return entity;
    }

    private static IEnumerable<PropertyInfo> Properties(Type type) => type.GetProperties()
        .Where(property => property.CanWrite && property.GetCustomAttribute<IgnoreDataMemberAttribute>() is null);

    private sealed class Nothing<T> : NullableResponse<T>
    {
        public override bool HasValue => false;

        public override T Value => throw new InvalidOperationException("There is no such row.");

        public override Response GetRawResponse() => new PlainResponse(404);
    }
}
