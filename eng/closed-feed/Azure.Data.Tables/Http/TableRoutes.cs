using System.Globalization;
using System.Text;

namespace Azure.Data.Tables.Http;

/// <summary>The addresses of an account's tables and rows.</summary>
internal sealed class TableRoutes
{
    private const string Format = "$format=application%2Fjson%3Bodata%3Dminimalmetadata";

    private readonly string _root;
    private readonly string _signature;

    public TableRoutes(Uri endpoint)
    {
        _root = endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/');
        _signature = endpoint.Query.TrimStart('?');
    }

    public Uri Root => new(_root);

    public Uri Tables => With("/Tables", Format);

    public Uri Batch => With("/$batch");

    public Uri TableAddress(string table) => new($"{_root}/{table}");

    public Uri NamedTable(string table) => With($"/Tables('{table}')");

    public Uri Rows(string table) => With($"/{table}", Format);

    public Uri Row(string table, string partitionKey, string rowKey, IEnumerable<string>? select = null) =>
        With($"/{table}(PartitionKey='{Key(partitionKey)}',RowKey='{Key(rowKey)}')", Format, Select(select));

    public Uri TableQuery(string? filter, int? top, string? nextTable) =>
        With("/Tables", Format, Top(top), Part("$filter", filter), Part("NextTableName", nextTable));

    public Uri RowQuery(string table, string? filter, int? top, IEnumerable<string>? select, RowContinuation next) =>
        With(
            $"/{table}()",
            Format,
            Top(top),
            Select(select),
            Part("$filter", filter),
            Part("NextPartitionKey", next.PartitionKey),
            Part("NextRowKey", next.RowKey));

    private static string Key(string key) => Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));

    private static string? Top(int? top) => Part("$top", top?.ToString(CultureInfo.InvariantCulture));

    private static string? Select(IEnumerable<string>? select) =>
        Part("$select", select is null ? null : string.Join(',', select));

    private static string? Part(string name, string? value) =>
        string.IsNullOrEmpty(value) ? null : $"{name}={Uri.EscapeDataString(value)}";

    private Uri With(string path, params ReadOnlySpan<string?> query)
    {
        var address = new StringBuilder(_root, 256).Append(path);
        var separator = '?';
        foreach (var part in query)
        {
            Append(part);
        }

        Append(_signature);
        return new Uri(address.ToString());

        void Append(string? part)
        {
            if (!string.IsNullOrEmpty(part))
            {
                address.Append(separator).Append(part);
                separator = '&';
            }
        }
    }
}
