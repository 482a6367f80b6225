using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace PushFunctions.Map;

[JsonSerializable(typeof(JsonObject))]
internal sealed partial class MapJson : JsonSerializerContext
{
    public static MapJson Relaxed { get; } =
        new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
