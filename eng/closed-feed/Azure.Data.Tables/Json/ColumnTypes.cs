using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Azure.Data.Tables.Json;

/// <summary>The types that a column can have.</summary>
internal static class ColumnTypes
{
    /// <summary>The types, for people.</summary>
    public const string Usable =
        "string, bool, int, long, double, Guid, DateTimeOffset, DateTime (UTC), byte[], BinaryData";

    public static readonly ColumnType<string> Text = new(null, (w, v) => w.WriteStringValue(v), ReadText);

    public static readonly ColumnType<bool> Flag =
        new(null, (w, v) => w.WriteBooleanValue(v), (ref r) => r.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            var token => throw Mismatch(token, "bool"),
        });

    public static readonly ColumnType<int> Int32 =
        new(null, (w, v) => w.WriteNumberValue(v), (ref r) =>
            r.TokenType == JsonTokenType.Number && r.TryGetInt32(out var value)
                ? value
                : throw Mismatch(r.TokenType, "int"));

    // JSON numbers are doubles to many readers, so the service keeps 64 bits as text.
    public static readonly ColumnType<long> Int64 = new("Edm.Int64", WriteInt64, (ref r) =>
        r.TokenType == JsonTokenType.String && long.TryParse(r.ValueSpan, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Mismatch(r.TokenType, "long"));

    public static readonly ColumnType<double> Double = new("Edm.Double", WriteDouble, (ref r) =>
        r.TokenType == JsonTokenType.Number
            ? r.GetDouble()
            : double.Parse(ReadText(ref r), CultureInfo.InvariantCulture));

    public static readonly ColumnType<Guid> Guid =
        new("Edm.Guid", (w, v) => w.WriteStringValue(v), (ref r) => r.GetGuid());

    public static readonly ColumnType<DateTimeOffset> Time =
        new("Edm.DateTime", (w, v) => WriteTime(w, v.UtcDateTime), (ref r) => r.GetDateTimeOffset());

    public static readonly ColumnType<DateTime> UtcTime =
        new("Edm.DateTime", WriteTime, (ref r) => r.GetDateTime());

    public static readonly ColumnType<byte[]> Bytes =
        new("Edm.Binary", (w, v) => w.WriteBase64StringValue(v), (ref r) => r.GetBytesFromBase64());

    public static readonly ColumnType<BinaryData> Binary =
        new("Edm.Binary", (w, v) => w.WriteBase64StringValue(v), (ref r) => new BinaryData(r.GetBytesFromBase64()));

    public static readonly ColumnType<ETag> Version =
        new(null, (w, v) => w.WriteStringValue(v.ToString()), (ref r) => new ETag(ReadText(ref r)));

    private static readonly Dictionary<Type, object> Known = new()
    {
        [typeof(string)] = Text,
        [typeof(bool)] = Flag,
        [typeof(int)] = Int32,
        [typeof(long)] = Int64,
        [typeof(double)] = Double,
        [typeof(Guid)] = Guid,
        [typeof(DateTimeOffset)] = Time,
        [typeof(DateTime)] = UtcTime,
        [typeof(byte[])] = Bytes,
        [typeof(BinaryData)] = Binary,
        [typeof(ETag)] = Version,
    };

    /// <returns>The <see cref="ColumnType{T}"/>, or null when no column can hold the type.</returns>
    public static object? Find(Type type)
    {
        if (Known.TryGetValue(type, out var known))
        {
            return known;
        }

        var inner = Nullable.GetUnderlyingType(type);
        return inner is not null ? Find(inner) is { } column ? Make(nameof(Optional), inner, column) : null
            : type.IsEnum ? Make(nameof(Named), type)
            : null;
    }

    private static object? Make(string maker, Type type, params object[] arguments) =>
        typeof(ColumnTypes).GetMethod(maker, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type)
            .Invoke(null, arguments);

    private static ColumnType<T?> Optional<T>(ColumnType<T> column)
        where T : struct =>
        new(column.EdmType, (w, v) => column.Write(w, v.GetValueOrDefault()), (ref r) => column.Read(ref r));

    private static ColumnType<T> Named<T>()
        where T : struct, Enum =>
        new(null, (w, v) => w.WriteStringValue(v.ToString()), (ref r) => Enum.Parse<T>(ReadText(ref r)));

    private static void WriteInt64(Utf8JsonWriter writer, long value)
    {
        Span<byte> text = stackalloc byte[20];
        value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..length]);
    }

    private static void WriteDouble(Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static void WriteTime(Utf8JsonWriter writer, DateTime value)
    {
        if (value.Kind != DateTimeKind.Utc)
        {
            throw new NotSupportedException($"The time {value:O} is of kind {value.Kind}; a column holds UTC only.");
        }

        Span<char> text = stackalloc char[28];
        value.TryFormat(text, out var length, "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..length]);
    }

    private static string ReadText(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw Mismatch(reader.TokenType, "string");

    private static InvalidCastException Mismatch(JsonTokenType token, string wanted) =>
        new($"The column holds a {token}, which is no {wanted}.");
}
