using System.Text.Json;
using System.Text.Json.Serialization;

namespace PushFunctions.Receive;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(AcceptedPush))]
internal sealed partial class ReceiveJson : JsonSerializerContext;
