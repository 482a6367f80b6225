using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PushFunctions.Tests.Faults.Storage;

/// <summary>Speaks the table service's protocol, as far as the app's clients use it.</summary>
internal sealed class TableService
{
    private readonly Dictionary<string, StoredTable> _tables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MemoryFilter> _filters = new(StringComparer.Ordinal);

    /// <summary>Most rows that one answer of a query looks at.</summary>
    public int RowsAnAnswer { get; set; } = 1_000;

    /// <summary>Is told of every row that is written, before it is.</summary>
    public Action<TableChange>? Writing { get; set; }

    public StoredTable this[string name] =>
        _tables.TryGetValue(name, out var table) ? table : _tables[name] = new();

    public StorageAnswer Answer(StorageCall call)
    {
        var path = call.Path.Split('/', 3)[2];
        if (path == "$batch") return AnswerBatch(call);
        if (call.Method == "GET") return path.EndsWith("()", StringComparison.Ordinal) ? Query(path[..^2], call) : Get(path, call);
        var change = ReadChange(call.Method, path, call.Header("If-Match"), call.Body);
        if (this[change.Table].Refuse(change) is { } refused) return Refusal(refused.Status, refused.Code);
        Writing?.Invoke(change);
        return new StorageAnswer(204).With("ETag", this[change.Table].Apply(change));
    }

    private StorageAnswer Get(string path, StorageCall call)
    {
        var (table, partition, key) = ReadAddress(path);
        if (this[table].Find(partition, key) is not { } row) return Refusal(404, "ResourceNotFound");
        return Json(json => row.Write(json, Select(call))).With("ETag", row.ETag);
    }

    private StorageAnswer Query(string table, StorageCall call)
    {
        var text = call.Query.GetValueOrDefault("$filter") ?? "";
        if (!_filters.TryGetValue(text, out var filter)) _filters[text] = filter = MemoryFilter.Read(text);
        var top = call.Query.TryGetValue("$top", out var most) ? int.Parse(most, CultureInfo.InvariantCulture) : RowsAnAnswer;
        var looked = this[table]
            .Scan(filter, call.Query.GetValueOrDefault("NextPartitionKey") ?? "", call.Query.GetValueOrDefault("NextRowKey") ?? "")
            .Take(Math.Min(top, RowsAnAnswer) + 1)
            .ToList();
        var next = looked.Count > Math.Min(top, RowsAnAnswer) ? looked[^1] : null;
        if (next is not null) looked.RemoveAt(looked.Count - 1);
        var select = Select(call);
        var answer = Json(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("value");
            foreach (var row in looked.Where(row => filter.Holds(row.Values))) row.Write(json, select);
            json.WriteEndArray();
            json.WriteEndObject();
        });
        return next is null
            ? answer
            : answer.With("x-ms-continuation-NextPartitionKey", next.Partition).With("x-ms-continuation-NextRowKey", next.Key);
    }

    private StorageAnswer AnswerBatch(StorageCall call)
    {
        var changes = ReadBatch(Encoding.UTF8.GetString(call.Body));
        for (var no = 0; no < changes.Count; no++)
        {
            if (this[changes[no].Table].Refuse(changes[no]) is { } refused)
                return Batch([Part(refused.Status, etag: null, Error(refused.Code, $"{no}:It was refused."))]);
        }

        foreach (var change in changes) Writing?.Invoke(change);
        return Batch([.. changes.Select(change => Part(204, this[change.Table].Apply(change), body: ""))]);
    }

    private static List<TableChange> ReadBatch(string text)
    {
        const string Border = "--changeset_";
        var changes = new List<TableChange>();
        foreach (var part in text.Split(Border).Skip(1))
        {
            var start = part.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (start < 0) continue;
            var request = part[(start + 4)..];
            var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0) continue;
            var lines = request[..end].Split("\r\n");
            var words = lines[0].Split(' ');
            if (words.Length < 3) continue;
            var ifMatch = lines.FirstOrDefault(line => line.StartsWith("If-Match:", StringComparison.OrdinalIgnoreCase));
            var path = Uri.UnescapeDataString(new Uri(words[1]).AbsolutePath).Split('/', 3)[2];
            changes.Add(ReadChange(
                words[0], path, ifMatch?["If-Match:".Length..].Trim(), Encoding.UTF8.GetBytes(request[(end + 4)..].Trim())));
        }

        return changes;
    }

    private static TableChange ReadChange(string method, string path, string? ifMatch, byte[] body)
    {
        var row = method == "DELETE" ? (JsonElement?)null : JsonElement.Parse(body);
        if (method == "POST")
        {
            return new(
                TableChangeKind.Insert, path, row!.Value.GetProperty("PartitionKey").GetString()!,
                row.Value.GetProperty("RowKey").GetString()!, ifMatch, row);
        }

        var (table, partition, key) = ReadAddress(path);
        var kind = (method, ifMatch) switch
        {
            ("DELETE", _) => TableChangeKind.Delete,
            ("PUT", null) => TableChangeKind.Upsert,
            ("PUT", _) => TableChangeKind.Update,
            ("PATCH" or "MERGE", null) => TableChangeKind.UpsertMerge,
            ("PATCH" or "MERGE", _) => TableChangeKind.Merge,
            _ => throw new NotSupportedException($"{method} {path} is not known here."),
        };
        return new(kind, table, partition, key, ifMatch, row);
    }

    /// <summary><c>Table(PartitionKey='…',RowKey='…')</c>, unescaped.</summary>
    private static (string Table, string Partition, string Row) ReadAddress(string path)
    {
        const string First = "(PartitionKey='", Second = "',RowKey='";
        var (first, second) = (
            path.IndexOf(First, StringComparison.Ordinal), path.IndexOf(Second, StringComparison.Ordinal));
        return (
            path[..first], Plain(path[(first + First.Length)..second]), Plain(path[(second + Second.Length)..^2]));

        static string Plain(string quoted) => quoted.Replace("''", "'", StringComparison.Ordinal);
    }

    private static HashSet<string>? Select(StorageCall call) =>
        call.Query.TryGetValue("$select", out var columns) ? [.. columns.Split(',')] : null;

    private static StorageAnswer Json(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer)) write(json);
        return new StorageAnswer(200, buffer.ToArray()).With("Content-Type", "application/json;odata=minimalmetadata");
    }

    private static StorageAnswer Refusal(int status, string code) =>
        new StorageAnswer(status, Encoding.UTF8.GetBytes(Error(code, "It was refused.")))
            .With("Content-Type", "application/json;odata=minimalmetadata");

    private static string Error(string code, string message) =>
        "{\"odata.error\":{\"code\":\"" + code + "\",\"message\":{\"lang\":\"en-US\",\"value\":\"" + message + "\"}}}";

    private static StorageAnswer Batch(IEnumerable<string> parts)
    {
        var text = new StringBuilder("--batchresponse_1\r\nContent-Type: multipart/mixed; boundary=changesetresponse_1\r\n\r\n");
        foreach (var part in parts) text.Append("--changesetresponse_1\r\n").Append(part);
        text.Append("--changesetresponse_1--\r\n--batchresponse_1--\r\n");
        return new StorageAnswer(202, Encoding.UTF8.GetBytes(text.ToString()))
            .With("Content-Type", "multipart/mixed; boundary=batchresponse_1");
    }

    private static string Part(int status, string? etag, string body) =>
        "Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n"
        + $"HTTP/1.1 {status} {(status < 300 ? "No Content" : "Refused")}\r\n"
        + "DataServiceVersion: 3.0;\r\n"
        + (etag is null ? "" : $"ETag: {etag}\r\n")
        + (body.Length == 0 ? "" : "Content-Type: application/json;odata=minimalmetadata\r\n")
        + $"\r\n{body}\r\n";
}
