using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgoraChat.Push;

/// <summary>The body of <c>push/single</c>.</summary>
internal sealed record PushSingleRequest(IReadOnlyList<string> Targets, int Strategy, PushMessage PushMessage);

/// <summary>How this library reads and writes JSON.</summary>
[JsonSerializable(typeof(PushSingleRequest))]
internal sealed partial class AgoraChatJson : JsonSerializerContext
{
    /// <summary>Escapes only what JSON asks for: the far side's limits count bytes.</summary>
    public static AgoraChatJson Relaxed { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
