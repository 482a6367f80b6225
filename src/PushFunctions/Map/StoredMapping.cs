using System.Text.Json;
using PushFunctions.Storage;

namespace PushFunctions.Map;

/// <summary>A mapping that was put at run time, as it was put; compiled when an event first needs it.</summary>
public sealed class StoredMapping(MappingRow row)
{
    private readonly Lazy<MappingRead> _read = new(() => Compile(row));

    public string App => row.App;

    public string Type => row.Type;

    public string Version => row.Version;

    public DateTimeOffset Changed => row.Changed;

    /// <summary>Its rule, as it was put.</summary>
    public JsonElement Json => JsonElement.Parse(row.Json);

    /// <summary>
    /// What was put was checked; but an older version of the app may not know all that a newer one takes.
    /// </summary>
    public MappingRead Read => _read.Value;

    private static MappingRead Compile(MappingRow row)
    {
        try
        {
            return MappingReader.Read(JsonElement.Parse(row.Json), row.Type);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return new MappingRead.Wrong([new("", $"is not JSON: {exception.Message}")]);
        }
    }
}
