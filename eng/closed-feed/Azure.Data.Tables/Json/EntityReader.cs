using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables.Json;

/// <summary>Reads rows from the service's answers.</summary>
internal static class EntityReader
{
    private const string TypeSuffix = "@odata.type";

    /// <summary>Reads one row.</summary>
    public static T Read<T>(ReadOnlySpan<byte> body)
        where T : class, ITableEntity
    {
        var reader = new Utf8JsonReader(body);
        reader.Read();
        return ReadRow<T>(ref reader);
    }

    /// <summary>Reads the rows of one page.</summary>
    public static List<T> ReadRows<T>(ReadOnlySpan<byte> body)
        where T : class, ITableEntity
    {
        var rows = new List<T>();
        var reader = new Utf8JsonReader(body);
        MoveToValues(ref reader);
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            rows.Add(ReadRow<T>(ref reader));
        }

        return rows;
    }

    /// <summary>Reads the tables of one page.</summary>
    public static List<TableItem> ReadTables(ReadOnlySpan<byte> body)
    {
        var tables = new List<TableItem>();
        var reader = new Utf8JsonReader(body);
        MoveToValues(ref reader);
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            tables.Add(new TableItem((string)ReadColumns(ref reader)["TableName"]!));
        }

        return tables;
    }

    private static void MoveToValues(ref Utf8JsonReader reader)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals("value"u8);
            reader.Read();
            if (found && reader.TokenType == JsonTokenType.StartArray)
            {
                return;
            }

            reader.Skip();
        }

        throw new JsonException("The answer to a query has no list named 'value'.");
    }

    private static T ReadRow<T>(ref Utf8JsonReader reader)
        where T : class, ITableEntity
    {
        if (typeof(T) == typeof(TableEntity))
        {
            var columns = ReadColumns(ref reader);
            columns.Remove("odata.metadata");
            return (T)(object)TableEntity.Over(columns);
        }

        var entity = Activator.CreateInstance<T>();
        EntityShape.Of(typeof(T)).Read(ref reader, entity);
        return entity;
    }

    private static Dictionary<string, object> ReadColumns(ref Utf8JsonReader reader)
    {
        var columns = new Dictionary<string, object>();
        List<(string Column, string Type)> annotations = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (name.EndsWith(TypeSuffix, StringComparison.Ordinal))
            {
                annotations.Add((name[..^TypeSuffix.Length], reader.GetString()!));
            }
            else
            {
                columns[name] = Plain(ref reader)!;
            }
        }

        foreach (var (column, type) in annotations)
        {
            if (columns.GetValueOrDefault(column) is { } value)
            {
                columns[column] = Typed(value, type);
            }
        }

        if (columns.GetValueOrDefault(nameof(TableEntity.Timestamp)) is string stamp)
        {
            columns[nameof(TableEntity.Timestamp)] = Typed(stamp, "Edm.DateTime");
        }

        return columns;
    }

    private static object? Plain(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Null => null,
        JsonTokenType.Number when reader.TryGetInt32(out var number) => number,
        JsonTokenType.Number when reader.TryGetInt64(out var number) => number,
        JsonTokenType.Number => reader.GetDouble(),
        var token => throw new JsonException($"A row holds a {token}, which is no column."),
    };

    private static object Typed(object value, string type) => (type, value) switch
    {
        ("Edm.Int64", string text) => long.Parse(text, CultureInfo.InvariantCulture),
        ("Edm.Double", string text) => double.Parse(text, CultureInfo.InvariantCulture),
        ("Edm.Double", int or long) => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        ("Edm.Guid", string text) => Guid.Parse(text),
        ("Edm.Binary", string text) => Convert.FromBase64String(text),
        ("Edm.DateTime", string text) => DateTimeOffset.Parse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.RoundtripKind),
        _ => value,
    };
}
