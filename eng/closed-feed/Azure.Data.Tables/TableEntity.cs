#nullable disable
using System.Collections;

namespace Azure.Data.Tables;

/// <summary>A row without a class of its own: columns by name.</summary>
public sealed class TableEntity : ITableEntity, IDictionary<string, object>
{
    internal const string ETagKey = "odata.etag";

    private readonly Dictionary<string, object> _columns;

    public TableEntity()
        : this(null)
    {
    }

    public TableEntity(string partitionKey, string rowKey)
        : this(null)
    {
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

    public TableEntity(IDictionary<string, object> values)
        : this(values is null ? [] : new Dictionary<string, object>(values), default)
    {
    }

    private TableEntity(Dictionary<string, object> columns, ValueTuple _) => _columns = columns;

    public string PartitionKey
    {
        get => GetString(nameof(PartitionKey));
        set => _columns[nameof(PartitionKey)] = value;
    }

    public string RowKey
    {
        get => GetString(nameof(RowKey));
        set => _columns[nameof(RowKey)] = value;
    }

    public DateTimeOffset? Timestamp
    {
        get => GetDateTimeOffset(nameof(Timestamp));
        set => _columns[nameof(Timestamp)] = value;
    }

    public ETag ETag
    {
        get => new(GetString(ETagKey));
        set => _columns[ETagKey] = value.ToString();
    }

    public ICollection<string> Keys => _columns.Keys;

    ICollection<object> IDictionary<string, object>.Values => _columns.Values;

    public int Count => _columns.Count;

    bool ICollection<KeyValuePair<string, object>>.IsReadOnly => false;

    /// <summary>
    /// A column's value, null when there is none. A set int takes the type of a column that holds a long or a double.
    /// </summary>
    public object this[string key]
    {
        get => Find(key);
        set => _columns[key] = Find(key) is { } existing && value is not null ? Coerce(existing, value) : value;
    }

    public string GetString(string key) => Get<string>(key);

    public bool? GetBoolean(string key) => GetValue<bool>(key);

    public int? GetInt32(string key) => GetValue<int>(key);

    public long? GetInt64(string key) => GetValue<long>(key);

    public double? GetDouble(string key) => GetValue<double>(key);

    public Guid? GetGuid(string key) => GetValue<Guid>(key);

    public DateTimeOffset? GetDateTimeOffset(string key) =>
        Find(key) is DateTime time ? new DateTimeOffset(time) : GetValue<DateTimeOffset>(key);

    public DateTime? GetDateTime(string key) =>
        Find(key) is DateTimeOffset time ? time.UtcDateTime : GetValue<DateTime>(key);

    public byte[] GetBinary(string key) => Find(key) is BinaryData data ? data.ToArray() : Get<byte[]>(key);

    public BinaryData GetBinaryData(string key) =>
        Find(key) is byte[] bytes ? BinaryData.FromBytes(bytes) : Get<BinaryData>(key);

    public void Add(string key, object value) => _columns.Add(key, value);

    public bool ContainsKey(string key) => _columns.ContainsKey(key);

    public bool Remove(string key) => _columns.Remove(key);

    public bool TryGetValue(string key, out object value) => _columns.TryGetValue(key, out value);

    public void Clear() => _columns.Clear();

    void ICollection<KeyValuePair<string, object>>.Add(KeyValuePair<string, object> item) => Add(item.Key, item.Value);

    bool ICollection<KeyValuePair<string, object>>.Contains(KeyValuePair<string, object> item) =>
        _columns.Contains(item);

    bool ICollection<KeyValuePair<string, object>>.Remove(KeyValuePair<string, object> item) =>
        _columns.Contains(item) && Remove(item.Key);

    void ICollection<KeyValuePair<string, object>>.CopyTo(KeyValuePair<string, object>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, object>>)_columns).CopyTo(array, arrayIndex);

    IEnumerator<KeyValuePair<string, object>> IEnumerable<KeyValuePair<string, object>>.GetEnumerator() =>
        _columns.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _columns.GetEnumerator();

    /// <summary>Makes a row of columns just read; they are not copied.</summary>
    internal static TableEntity Over(Dictionary<string, object> columns) => new(columns, default);

    private static object Coerce(object existing, object value) => (existing, value) switch
    {
        (long, int number) => (long)number,
        (double, int number) => (double)number,
        _ => value,
    };

    private object Find(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return _columns.GetValueOrDefault(key);
    }

    private T? GetValue<T>(string key)
        where T : struct => Find(key) switch
        {
            null => null,
            T value => value,
            var other => throw WrongType(key, typeof(T), other),
        };

    private T Get<T>(string key)
        where T : class => Find(key) switch
        {
            null => null,
            T value => value,
            var other => throw WrongType(key, typeof(T), other),
        };

    private static InvalidOperationException WrongType(string key, Type asked, object value) =>
        new($"Column '{key}' holds a {value.GetType()}, not a {asked}.");
}
