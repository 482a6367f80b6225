using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace PushFunctions.Tests.Faults.Storage;

/// <summary>Speaks the blob service's protocol, as far as the lists of pushes and audiences use it.</summary>
internal sealed class BlobService
{
    private readonly Dictionary<string, byte[]> _blobs = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Blob, string Block), byte[]> _blocks = [];

    /// <summary>The blocks that blobs are made of, by their names.</summary>
    private readonly Dictionary<(string Blob, string Block), byte[]> _committed = [];

    public StorageAnswer Answer(StorageCall call) => (call.Method, call.Query.GetValueOrDefault("comp")) switch
    {
        ("PUT", "block") => Stage(call),
        ("PUT", "blocklist") => Commit(call),
        ("GET", "list") => List(call),
        ("PUT", "appendblock") => Append(call),
        ("PUT", null) when call.Header("x-ms-blob-type") == "AppendBlob" => Create(call),
        ("GET" or "HEAD", null) => Read(call),
        ("DELETE", null) => _blobs.Remove(call.Path) ? new StorageAnswer(202) : Refusal(404, "BlobNotFound"),
        _ => throw new NotSupportedException($"{call} is not known here."),
    };

    public static StorageAnswer Refusal(int status, string code) => new StorageAnswer(
        status, Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>{code}</Code></Error>"))
        .With("Content-Type", "application/xml")
        .With("x-ms-error-code", code);

    private StorageAnswer Stage(StorageCall call)
    {
        _blocks[(call.Path, call.Query["blockid"])] = call.Body;
        return new StorageAnswer(201);
    }

    private StorageAnswer Commit(StorageCall call)
    {
        if (call.Header("If-None-Match") == "*" && _blobs.ContainsKey(call.Path)) return Refusal(409, "BlobAlreadyExists");
        var names = XElement.Load(new MemoryStream(call.Body)).Elements().Select(block => block.Value).ToList();
        if (names.Exists(name => Block(call.Path, name) is null)) return Refusal(400, "InvalidBlockList");
        _blobs[call.Path] = [.. names.SelectMany(name => Block(call.Path, name)!)];
        foreach (var name in names)
            if (_blocks.Remove((call.Path, name), out var block)) _committed[(call.Path, name)] = block;
        return Properties(new StorageAnswer(201));
    }

    /// <summary>The latest of a name: one that was staged, else one of the blob that is there.</summary>
    private byte[]? Block(string blob, string name) =>
        _blocks.GetValueOrDefault((blob, name)) ?? _committed.GetValueOrDefault((blob, name));

    private StorageAnswer List(StorageCall call)
    {
        var folder = $"{call.Path}/";
        var prefix = folder + call.Query.GetValueOrDefault("prefix");
        var list = new XElement("EnumerationResults", new XElement("Blobs", _blobs.Keys
            .Where(blob => blob.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(blob => new XElement(
                "Blob",
                new XElement("Name", blob[folder.Length..]),
                new XElement(
                    "Properties",
                    new XElement("Last-Modified", World.Start.ToString("R", CultureInfo.InvariantCulture)),
                    new XElement("Etag", "0x1"),
                    new XElement("Content-Length", _blobs[blob].Length),
                    new XElement("BlobType", "BlockBlob"))))));
        var text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>" + list.ToString(SaveOptions.DisableFormatting);
        return new StorageAnswer(200, Encoding.UTF8.GetBytes(text)).With("Content-Type", "application/xml");
    }

    private StorageAnswer Create(StorageCall call)
    {
        if (call.Header("If-None-Match") == "*" && _blobs.ContainsKey(call.Path)) return Refusal(409, "BlobAlreadyExists");
        _blobs[call.Path] = [];
        return Properties(new StorageAnswer(201));
    }

    private StorageAnswer Append(StorageCall call)
    {
        if (!_blobs.TryGetValue(call.Path, out var before)) return Refusal(404, "BlobNotFound");
        if (call.Header("x-ms-blob-condition-appendpos") is { } position && position != $"{before.Length}")
            return Refusal(412, "AppendPositionConditionNotMet");
        _blobs[call.Path] = [.. before, .. call.Body];
        return Properties(new StorageAnswer(201));
    }

    private StorageAnswer Read(StorageCall call)
    {
        if (!_blobs.TryGetValue(call.Path, out var content)) return Refusal(404, "BlobNotFound");
        if (call.Method == "HEAD") return Properties(new StorageAnswer(200)).With("Content-Length", $"{content.Length}");
        if (call.Header("x-ms-range") is not { } range) return Properties(new StorageAnswer(200, content));
        var ends = range["bytes=".Length..].Split('-');
        var from = int.Parse(ends[0], CultureInfo.InvariantCulture);
        var to = ends[1].Length == 0
            ? content.Length - 1
            : Math.Min(content.Length - 1, int.Parse(ends[1], CultureInfo.InvariantCulture));
        return Properties(new StorageAnswer(206, content[from..(to + 1)]))
            .With("Content-Range", $"bytes {from}-{to}/{content.Length}");
    }

    private static StorageAnswer Properties(StorageAnswer answer) => answer
        .With("ETag", "\"0x1\"")
        .With("Last-Modified", World.Start.ToString("R", CultureInfo.InvariantCulture))
        .With("Content-Type", "application/octet-stream")
        .With("x-ms-blob-type", "BlockBlob");
}
