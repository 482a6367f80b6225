using System.Text.Json;
using System.Text.Json.Serialization;

namespace PushFunctions.Dev.Bench;

/// <summary>What the benchmark found, as it is kept.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SimulatorResult))]
internal sealed partial class SimulatorJson : JsonSerializerContext;
