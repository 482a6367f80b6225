using System.Text.Json;
using System.Text.Json.Serialization;
using PushFunctions.Dev.Audiences;
using PushFunctions.Dev.Fuzz;
using PushFunctions.Dev.Ingest;
using PushFunctions.Dev.Pacing;

namespace PushFunctions.Dev.Bench;

/// <summary>What each benchmark found, as it is kept.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(LimitResult))]
[JsonSerializable(typeof(AudienceResult))]
[JsonSerializable(typeof(PresetResult))]
[JsonSerializable(typeof(BroadcastResult))]
[JsonSerializable(typeof(MixedResult))]
[JsonSerializable(typeof(LoweredResult))]
[JsonSerializable(typeof(FairResult))]
[JsonSerializable(typeof(OutageResult))]
[JsonSerializable(typeof(IngestResult))]
[JsonSerializable(typeof(FuzzResult))]
[JsonSerializable(typeof(SimulatorResult))]
internal sealed partial class BenchJson : JsonSerializerContext;
