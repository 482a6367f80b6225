using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Serialization;
using System.Text.Json;

namespace Azure.Data.Tables.Json;

/// <summary>The columns of one entity class, found once.</summary>
/// <remarks>As in the package, a property without a setter is written and never read.</remarks>
internal sealed class EntityShape
{
    private static readonly ConcurrentDictionary<Type, EntityShape> Shapes = new();

    private readonly EntityMember[] _sent;
    private readonly EntityMember[] _read;

    private EntityShape(Type type)
    {
        if (type.IsValueType)
        {
            throw new NotSupportedException($"{type} is a struct; a row is read into a class.");
        }

        var members = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => !property.IsDefined(typeof(IgnoreDataMemberAttribute)))
            .Select(property => Member(type, property))
            .ToList();
        _sent = members.Where(member => member.IsSent).ToArray();
        _read = members.Where(member => member.CanWrite).ToArray();
    }

    public static EntityShape Of(Type type) => Shapes.GetOrAdd(type, static key => new EntityShape(key));

    public void Write(Utf8JsonWriter writer, ITableEntity entity)
    {
        foreach (var member in _sent)
        {
            member.Write(writer, entity);
        }
    }

    /// <summary>Fills an entity from the object whose start the reader stands on.</summary>
    public void Read(ref Utf8JsonReader reader, object entity)
    {
        var next = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = Find(ref reader, ref next);
            reader.Read();
            if (member is null)
            {
                reader.Skip();
            }
            else
            {
                member.Read(ref reader, entity);
            }
        }
    }

    // Rows come with their columns in the same order again and again, so the search begins where the last one ended.
    private EntityMember? Find(ref Utf8JsonReader reader, ref int next)
    {
        for (var i = 0; i < _read.Length; i++)
        {
            var member = _read[next];
            next = next + 1 == _read.Length ? 0 : next + 1;
            if (reader.ValueTextEquals(member.Utf8Name))
            {
                return member;
            }
        }

        return null;
    }

    private static EntityMember Member(Type type, PropertyInfo property)
    {
        var column = ColumnTypes.Find(property.PropertyType) ?? throw new NotSupportedException(
            $"{type}.{property.Name} is a {property.PropertyType}, which a column does not keep faithfully. " +
            $"Use {ColumnTypes.Usable} or an enum, or mark it [IgnoreDataMember].");
        var name = property.GetCustomAttribute<DataMemberAttribute>()?.Name ?? property.Name;
        var member = typeof(EntityMember<,>).MakeGenericType(type, property.PropertyType);
        return (EntityMember)Activator.CreateInstance(member, name, property, column)!;
    }
}
