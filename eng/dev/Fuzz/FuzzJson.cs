using System.Text.Json;
using System.Text.Json.Serialization;

namespace PushFunctions.Dev.Fuzz;

/// <summary>What the benchmark found, as it is kept.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(FuzzResult))]
internal sealed partial class FuzzJson : JsonSerializerContext;
