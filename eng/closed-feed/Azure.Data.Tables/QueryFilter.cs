using System.Globalization;

namespace Azure.Data.Tables;

/// <summary>Writes values into a filter so that none of them can be taken for a part of it.</summary>
internal static class QueryFilter
{
    public static string? Create(FormattableString? filter)
    {
        if (filter is null)
        {
            return null;
        }

        var literals = new object[filter.ArgumentCount];
        for (var i = 0; i < literals.Length; i++)
        {
            literals[i] = Literal(filter.GetArgument(i), i);
        }

        return string.Format(CultureInfo.InvariantCulture, filter.Format, literals);
    }

    private static string Literal(object? value, int index) => value switch
    {
        null => "null",
        string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        char letter => letter == '\'' ? "''''" : $"'{letter}'",
        bool flag => flag ? "true" : "false",
        long or ulong => string.Create(CultureInfo.InvariantCulture, $"{value}L"),
        sbyte or byte or short or ushort or int or uint or float or double or decimal =>
            string.Create(CultureInfo.InvariantCulture, $"{value}"),
        Guid id => $"guid'{id}'",
        DateTimeOffset time => Time(time.UtcDateTime),
        DateTime time => Time(time.ToUniversalTime()),
        byte[] or BinaryData => throw new NotSupportedException(
            $"Argument {index} is binary: the package writes such literals in decimal digits, which match no row. " +
            "Keep a searchable value in a column of its own."),
        _ => throw new ArgumentException($"Argument {index} is a {value.GetType()}, which no filter can hold."),
    };

    // Trailing zeros of the fraction are left out, as the round-trip format of XML does.
    private static string Time(DateTime utc) =>
        $"datetime'{utc.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)}'";
}
