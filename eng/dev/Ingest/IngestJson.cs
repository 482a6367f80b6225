using System.Text.Json;
using System.Text.Json.Serialization;

namespace PushFunctions.Dev.Ingest;

/// <summary>What the benchmark found, as it is kept.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(IngestResult))]
internal sealed partial class IngestJson : JsonSerializerContext;
