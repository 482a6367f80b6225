using System.Text.Json;
using System.Text.Json.Serialization;

namespace PushFunctions.Dev.Labels;

/// <summary>What the benchmark found, as it is kept.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(LabelsResult))]
internal sealed partial class LabelsJson : JsonSerializerContext;
