using System.Text.Json;
using System.Text.Json.Serialization;

namespace PushFunctions.Dev.Members;

/// <summary>What the benchmark found, as it is kept.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(MembersResult))]
internal sealed partial class MembersJson : JsonSerializerContext;
