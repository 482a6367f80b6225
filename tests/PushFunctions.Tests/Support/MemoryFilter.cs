using System.Globalization;
using System.Text.RegularExpressions;
using Azure.Data.Tables;

namespace PushFunctions.Tests;

/// <summary>
/// Reads what the app writes of OData filters: comparisons of columns with texts, numbers, moments and truths, and, or, brackets. Of a
/// column that is not there, nothing holds.
/// </summary>
internal sealed partial class MemoryFilter
{
    private readonly Queue<string> _words;
    private readonly List<Term> _all = [];

    private MemoryFilter(string filter)
    {
        _words = new(Word().Matches(filter).Select(word => word.Value));
        while (_words.Count > 0)
        {
            _all.Add(ReadTerm());
            if (_words.Count > 0 && !Take("and")) throw new NotSupportedException($"'{filter}' is not known here.");
        }
    }

    private delegate bool Test(IReadOnlyDictionary<string, object?> row);

    public static MemoryFilter Read(string? filter) => new(filter ?? "");

    /// <summary>Whether a row lies between the keys that storage looks at to answer.</summary>
    public bool IsBetweenKeys(IReadOnlyDictionary<string, object?> row) =>
        _all.Where(term => term.IsOfKeys).All(term => term.Holds(row));

    public bool Holds(IReadOnlyDictionary<string, object?> row) => _all.All(term => term.Holds(row));

    private Term ReadTerm()
    {
        if (Take("(")) return new(IsOfKeys: false, ReadAny());
        var (column, comparison, literal) = (_words.Dequeue(), _words.Dequeue(), _words.Dequeue());
        return new(
            column is nameof(ITableEntity.PartitionKey) or nameof(ITableEntity.RowKey),
            row => row.GetValueOrDefault(column) is { } value && IsSo(Compare(value, literal), comparison));
    }

    private Test ReadAny()
    {
        var any = ReadTerm().Holds;
        while (Take("or"))
        {
            var (one, other) = (any, ReadTerm().Holds);
            any = row => one(row) || other(row);
        }

        return Take(")") ? any : throw new NotSupportedException("Between brackets, only 'or' is known here.");
    }

    private bool Take(string word) => _words.TryPeek(out var next) && next == word && _words.TryDequeue(out _);

    private static int Compare(object value, string literal) => value switch
    {
        bool flag => flag.CompareTo(literal == "true"),
        int or long => Convert.ToInt64(value, CultureInfo.InvariantCulture).CompareTo(
            long.Parse(literal.TrimEnd('L'), CultureInfo.InvariantCulture)),
        DateTimeOffset moment => moment.CompareTo(
            DateTimeOffset.Parse(literal["datetime'".Length..^1], CultureInfo.InvariantCulture)),
        _ => string.CompareOrdinal(value.ToString(), literal[1..^1].Replace("''", "'", StringComparison.Ordinal)),
    };

    private static bool IsSo(int order, string comparison) => comparison switch
    {
        "eq" => order == 0,
        "gt" => order > 0,
        "ge" => order >= 0,
        "lt" => order < 0,
        "le" => order <= 0,
        _ => throw new NotSupportedException($"'{comparison}' is not known here."),
    };

    [GeneratedRegex(@"(?:datetime)?'(?:[^']|'')*'|[()]|[^\s()']+")]
    private static partial Regex Word();

    private sealed record Term(bool IsOfKeys, Test Holds);
}
