using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgoraChat.Push;

/// <summary>How the sections of a message are written, whatever options the message itself is written with.</summary>
[JsonSerializable(typeof(MessageConfig))]
[JsonSerializable(typeof(AgoraSection))]
[JsonSerializable(typeof(ApnsSection))]
[JsonSerializable(typeof(FcmSection))]
[JsonSerializable(typeof(FcmV1Section))]
internal sealed partial class MessageJson : JsonSerializerContext
{
    public static MessageJson Wire { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new TextForm(),
            new TextListForm(),
            new ObjectForm(),
            new BooleanForm(),
            new CountForm(),
            new LongForm(),
            new UnixMillisecondsForm(),
            new NumberedForm<AgoraOperationType>(),
            new NumberedForm<AgoraChannelLevel>(),
            new NumberedForm<AgoraStyle>(),
            new NumberedForm<ApnsPriority>(),
            new NamedForm<ApnsPushType>(JsonNamingPolicy.CamelCase),
            new NamedForm<ApnsInterruptionLevel>(JsonNamingPolicy.SnakeCaseUpper),
            new NamedForm<ApnsLiveActivityEvent>(JsonNamingPolicy.SnakeCaseUpper),
            new NamedForm<FcmPriority>(JsonNamingPolicy.CamelCase),
            new NamedForm<FcmV1Type>(JsonNamingPolicy.SnakeCaseUpper),
            new NamedForm<FcmV1Priority>(JsonNamingPolicy.SnakeCaseUpper),
        },
    });
}
