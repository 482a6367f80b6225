using System.Text.Json;
using System.Text.Json.Serialization;

namespace PushFunctions.Dev.Audiences;

/// <summary>What the benchmark found, as it is kept.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(AudienceResult))]
internal sealed partial class AudienceJson : JsonSerializerContext;
