using System.Text.Json;
using System.Text.Json.Serialization;

namespace PushFunctions.Dev.Chaos;

/// <summary>What the hosts answer of users, and what was found, as it is kept.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(UserTold))]
[JsonSerializable(typeof(FailurePage))]
[JsonSerializable(typeof(ChaosResult))]
[JsonSerializable(typeof(IReadOnlyList<PushBook>))]
internal sealed partial class ChaosJson : JsonSerializerContext;
