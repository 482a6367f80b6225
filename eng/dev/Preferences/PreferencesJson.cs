using System.Text.Json;
using System.Text.Json.Serialization;

namespace PushFunctions.Dev.Preferences;

/// <summary>What the benchmark found, as it is kept.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PreferencesResult))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class PreferencesJson : JsonSerializerContext;
