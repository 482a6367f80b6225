using System.Globalization;
using System.Text.Json;

namespace PushFunctions.Tests.Faults.Storage;

/// <summary>A table of the service: rows in the order of their keys, each with a version.</summary>
internal sealed class StoredTable
{
    private readonly SortedDictionary<string, SortedDictionary<string, StoredRow>> _partitions = new(StringComparer.Ordinal);
    private int _version;

    public StoredRow? Find(string partition, string row) =>
        _partitions.GetValueOrDefault(partition)?.GetValueOrDefault(row);

    /// <summary>The rows that a filter looks at, in order, from a key on.</summary>
    public IEnumerable<StoredRow> Scan(MemoryFilter filter, string fromPartition, string fromRow)
    {
        foreach (var (partition, rows) in _partitions)
        {
            var order = string.CompareOrdinal(partition, fromPartition);
            if (order < 0) continue;
            foreach (var (key, row) in rows)
            {
                if (order == 0 && string.CompareOrdinal(key, fromRow) < 0) continue;
                if (filter.IsBetweenKeys(row.Values)) yield return row;
            }
        }
    }

    /// <summary>All rows, for who looks at storage from outside.</summary>
    public IEnumerable<StoredRow> All => _partitions.Values.SelectMany(rows => rows.Values);

    /// <summary>What is wrong with a change as things are; null: nothing.</summary>
    public (int Status, string Code)? Refuse(TableChange change)
    {
        var there = Find(change.Partition, change.Row);
        return change.Kind switch
        {
            TableChangeKind.Insert => there is null ? null : (409, "EntityAlreadyExists"),
            TableChangeKind.Upsert or TableChangeKind.UpsertMerge => null,
            _ when there is null => (404, "ResourceNotFound"),
            _ => change.IfMatch == "*" || change.IfMatch == there.ETag ? null : (412, "UpdateConditionNotSatisfied"),
        };
    }

    /// <returns>The row's new version; null: it is gone.</returns>
    public string? Apply(TableChange change)
    {
        if (change.Kind == TableChangeKind.Delete)
        {
            _partitions[change.Partition].Remove(change.Row);
            return null;
        }

        if (!_partitions.TryGetValue(change.Partition, out var rows))
            _partitions[change.Partition] = rows = new(StringComparer.Ordinal);
        var etag = string.Create(CultureInfo.InvariantCulture, $"W/\"datetime'{++_version}'\"");
        var isMerge = change.Kind is TableChangeKind.Merge or TableChangeKind.UpsertMerge;
        var row = new StoredRow(etag, isMerge ? rows.GetValueOrDefault(change.Row) : null);
        row.Read(change.Body!.Value);
        rows[change.Row] = row;
        return etag;
    }
}

internal enum TableChangeKind
{
    Insert,
    Update,
    Merge,
    Upsert,
    UpsertMerge,
    Delete,
}

/// <summary>One change that is asked for.</summary>
internal sealed record TableChange(
    TableChangeKind Kind, string Table, string Partition, string Row, string? IfMatch, JsonElement? Body);

/// <summary>A row as the service keeps it: each column as it was sent, with its type.</summary>
internal sealed class StoredRow(string etag, StoredRow? before)
{
    private readonly Dictionary<string, (string Json, string? Type)> _columns =
        before is null ? new(StringComparer.Ordinal) : new(before._columns, StringComparer.Ordinal);

    private readonly Dictionary<string, object?> _values =
        before is null ? new(StringComparer.Ordinal) : new(before._values, StringComparer.Ordinal);

    public string ETag => etag;

    /// <summary>The columns as filters compare them.</summary>
    public IReadOnlyDictionary<string, object?> Values => _values;

    public string Partition => (string)_values["PartitionKey"]!;

    public string Key => (string)_values["RowKey"]!;

    public void Read(JsonElement body)
    {
        const string TypeOf = "@odata.type";
        var types = body.EnumerateObject()
            .Where(member => member.Name.EndsWith(TypeOf, StringComparison.Ordinal))
            .ToDictionary(member => member.Name[..^TypeOf.Length], member => member.Value.GetString());
        foreach (var member in body.EnumerateObject())
        {
            if (member.Name.Contains("odata.", StringComparison.Ordinal) || member.Value.ValueKind == JsonValueKind.Null)
                continue;
            var type = types.GetValueOrDefault(member.Name);
            _columns[member.Name] = (member.Value.GetRawText(), type);
            _values[member.Name] = Value(member.Value, type);
        }
    }

    /// <summary>Writes the row as the service answers it.</summary>
    public void Write(Utf8JsonWriter json, IReadOnlySet<string>? select)
    {
        json.WriteStartObject();
        json.WriteString("odata.etag", etag);
        foreach (var (name, (value, type)) in _columns)
        {
            if (select?.Contains(name) == false) continue;
            if (type is not null) json.WriteString($"{name}@odata.type", type);
            json.WritePropertyName(name);
            json.WriteRawValue(value, skipInputValidation: true);
        }

        json.WriteEndObject();
    }

    private static object? Value(JsonElement value, string? type) => (value.ValueKind, type) switch
    {
        (JsonValueKind.Number, _) when value.TryGetInt32(out var number) => number,
        (JsonValueKind.Number, _) => value.GetDouble(),
        (JsonValueKind.True or JsonValueKind.False, _) => value.GetBoolean(),
        (_, "Edm.DateTime") => value.GetDateTimeOffset(),
        (_, "Edm.Int64") => long.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        (_, "Edm.Binary") => null,
        _ => value.GetString(),
    };
}
