using System.Reflection;
using System.Text;
using System.Text.Json;

namespace Azure.Data.Tables.Json;

/// <summary>A property of an entity class and the column it is kept in.</summary>
internal abstract class EntityMember(string column, bool canWrite)
{
    /// <summary>The column as the service names it when it is read.</summary>
    public byte[] Utf8Name { get; } =
        Encoding.UTF8.GetBytes(column == nameof(ITableEntity.ETag) ? TableEntity.ETagKey : column);

    /// <summary>Whether the property is a column of its own; version and time stamp are the service's.</summary>
    public bool IsSent { get; } = column is not (nameof(ITableEntity.ETag) or nameof(ITableEntity.Timestamp));

    /// <summary>Whether the property can be set.</summary>
    public bool CanWrite { get; } = canWrite;

    protected JsonEncodedText Name { get; } = JsonEncodedText.Encode(column);

    protected JsonEncodedText Annotation { get; } = JsonEncodedText.Encode($"{column}@odata.type");

    public abstract void Write(Utf8JsonWriter writer, object entity);

    public abstract void Read(ref Utf8JsonReader reader, object entity);
}

/// <summary>The same with its types known, so that no value is boxed.</summary>
internal sealed class EntityMember<TEntity, TValue>(string column, PropertyInfo property, ColumnType<TValue> type)
    : EntityMember(column, property.CanWrite)
    where TEntity : class
{
    private readonly Func<TEntity, TValue?>? _get = property.GetMethod?.CreateDelegate<Func<TEntity, TValue?>>();
    private readonly Action<TEntity, TValue?>? _set = property.SetMethod?.CreateDelegate<Action<TEntity, TValue?>>();

    public override void Write(Utf8JsonWriter writer, object entity)
    {
        if (_get is null)
        {
            return;
        }

        var value = _get((TEntity)entity);
        if (value is null)
        {
            writer.WriteNull(Name);
            return;
        }

        writer.WritePropertyName(Name);
        type.Write(writer, value);
        if (type.EdmType is not null)
        {
            writer.WriteString(Annotation, type.EdmType);
        }
    }

    public override void Read(ref Utf8JsonReader reader, object entity) =>
        _set!((TEntity)entity, reader.TokenType == JsonTokenType.Null ? default : type.Read(ref reader));
}
