using System.Text.Json;
using System.Text.Json.Serialization;

namespace PushFunctions.Dev.Retries;

/// <summary>What the second tries took, as it is kept.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(RetriesResult))]
internal sealed partial class RetriesJson : JsonSerializerContext;
