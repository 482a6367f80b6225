using System.Text.Json;
using System.Text.Json.Serialization;

namespace PushFunctions.Dev.Crowd;

/// <summary>What the benchmarks found, as it is kept.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ListingResult))]
[JsonSerializable(typeof(ScheduledResult))]
internal sealed partial class CrowdJson : JsonSerializerContext;
