using System.Text.Json;
using System.Text.Json.Serialization;

namespace PushFunctions.Dev.Kills;

/// <summary>What became of the work of killed hosts, as it is kept.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(KillsResult))]
internal sealed partial class KillsJson : JsonSerializerContext;
