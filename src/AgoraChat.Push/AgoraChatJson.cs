using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgoraChat.Push;

/// <summary>How this library reads and writes JSON.</summary>
[JsonSerializable(typeof(PushSingleRequest))]
[JsonSerializable(typeof(PushOneRequest))]
[JsonSerializable(typeof(PushTaskRequest))]
[JsonSerializable(typeof(StartedTask))]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(long))]
internal sealed partial class AgoraChatJson : JsonSerializerContext
{
    /// <summary>
    /// Escapes only what JSON asks for: the far side's limits count bytes. What is not set is not written.
    /// </summary>
    public static AgoraChatJson Relaxed { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
