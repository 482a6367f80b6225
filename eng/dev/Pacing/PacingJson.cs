using System.Text.Json;
using System.Text.Json.Serialization;

namespace PushFunctions.Dev.Pacing;

/// <summary>What benchmarks of the pace found, as it is kept.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(LimitResult))]
[JsonSerializable(typeof(PresetResult))]
[JsonSerializable(typeof(BroadcastResult))]
[JsonSerializable(typeof(MixedResult))]
[JsonSerializable(typeof(LoweredResult))]
[JsonSerializable(typeof(FairResult))]
[JsonSerializable(typeof(OutageResult))]
internal sealed partial class PacingJson : JsonSerializerContext;
