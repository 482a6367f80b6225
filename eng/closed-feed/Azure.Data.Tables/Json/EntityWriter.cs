using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Azure.Data.Tables.Json;

/// <summary>Writes rows as the service wants them, naming the types that JSON does not tell.</summary>
internal static class EntityWriter
{
    private static readonly JsonWriterOptions Options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static Utf8JsonWriter? s_writer;

    public static void Write(IBufferWriter<byte> buffer, ITableEntity entity)
    {
        var writer = s_writer ??= new Utf8JsonWriter(Stream.Null, Options);
        writer.Reset(buffer);
        writer.WriteStartObject();
        if (entity is IDictionary<string, object?> columns)
        {
            WriteColumns(writer, columns);
        }
        else
        {
            EntityShape.Of(entity.GetType()).Write(writer, entity);
        }

        writer.WriteEndObject();
        writer.Flush();
        writer.Reset(Stream.Null);
    }

    private static void WriteColumns(Utf8JsonWriter writer, IDictionary<string, object?> columns)
    {
        foreach (var (name, value) in columns)
        {
            if (name is not (TableEntity.ETagKey or nameof(ITableEntity.Timestamp)))
            {
                WriteColumn(writer, name, value);
            }
        }
    }

    private static void WriteColumn(Utf8JsonWriter writer, string name, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNull(name); break;
            case string text: Write(writer, name, ColumnTypes.Text, text); break;
            case bool flag: Write(writer, name, ColumnTypes.Flag, flag); break;
            case int number: Write(writer, name, ColumnTypes.Int32, number); break;
            case long number: Write(writer, name, ColumnTypes.Int64, number); break;
            case double number: Write(writer, name, ColumnTypes.Double, number); break;
            case Guid id: Write(writer, name, ColumnTypes.Guid, id); break;
            case DateTimeOffset time: Write(writer, name, ColumnTypes.Time, time); break;
            case DateTime time: Write(writer, name, ColumnTypes.UtcTime, time); break;
            case byte[] bytes: Write(writer, name, ColumnTypes.Bytes, bytes); break;
            case BinaryData data: Write(writer, name, ColumnTypes.Binary, data); break;
            default:
                throw new NotSupportedException(
                    $"Column '{name}' is a {value.GetType()}, which a column does not keep faithfully. " +
                    $"Use {ColumnTypes.Usable}.");
        }
    }

    private static void Write<T>(Utf8JsonWriter writer, string name, ColumnType<T> type, T value)
    {
        writer.WritePropertyName(name);
        type.Write(writer, value);
        if (type.EdmType is not null)
        {
            writer.WriteString($"{name}@odata.type", type.EdmType);
        }
    }
}
