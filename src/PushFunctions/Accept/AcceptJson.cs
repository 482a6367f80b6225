using System.Text.Json;
using System.Text.Json.Serialization;

namespace PushFunctions.Accept;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(AnsweredPush))]
internal sealed partial class AcceptJson : JsonSerializerContext;
