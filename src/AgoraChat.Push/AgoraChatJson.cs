using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgoraChat.Push;

/// <summary>How this library reads and writes JSON.</summary>
// Any group
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
[JsonSerializable(typeof(UsernamesRequest))]
// Bindings
[JsonSerializable(typeof(DeviceBinding))]
[JsonSerializable(typeof(List<DeviceBinding>))]
// Easemob
[JsonSerializable(typeof(PushMessage))]
[JsonSerializable(typeof(StoredMessage))]
[JsonSerializable(typeof(BroadcastRequest))]
[JsonSerializable(typeof(List<UserDisplayName>))]
[JsonSerializable(
    typeof(IReadOnlyDictionary<DateOnly, IReadOnlyDictionary<string, PushStatistics>>),
    TypeInfoPropertyName = "StatisticsByDay")]
// Labels
[JsonSerializable(typeof(Label))]
[JsonSerializable(typeof(LabelMember))]
[JsonSerializable(typeof(LabelRequest))]
[JsonSerializable(typeof(LabelChangeAnswer))]
[JsonSerializable(typeof(List<Label>))]
[JsonSerializable(typeof(List<LabelMember>))]
// Sending
[JsonSerializable(typeof(PushSingleRequest))]
[JsonSerializable(typeof(PushOneRequest))]
[JsonSerializable(typeof(PushTaskRequest))]
[JsonSerializable(typeof(StartedTask))]
// Settings
[JsonSerializable(typeof(UserUpdateRequest))]
[JsonSerializable(typeof(NotificationRequest))]
[JsonSerializable(typeof(NotificationAnswer))]
[JsonSerializable(typeof(LanguageRequest))]
[JsonSerializable(typeof(LanguageAnswer))]
[JsonSerializable(typeof(TemplateChoice))]
// Templates
[JsonSerializable(typeof(PushTemplate))]
// Tokens
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(TokenAnswer))]
// Users
[JsonSerializable(typeof(NewUser))]
[JsonSerializable(typeof(List<UserEntity>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(Dictionary<string, long>))]
[JsonSerializable(typeof(List<Dictionary<string, string>>))]
internal sealed partial class AgoraChatJson : JsonSerializerContext
{
    /// <summary>
    /// Escapes only what JSON asks for: the far side's limits count bytes. What is not set is not written. Numbers may
    /// come as texts, and times are milliseconds.
    /// </summary>
    public static AgoraChatJson Relaxed { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        Converters = { new MillisecondsConverter() },
    });
}
