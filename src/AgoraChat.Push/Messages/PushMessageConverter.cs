using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgoraChat.Push;

/// <summary>Reads and writes a message under the far side's names, unknown members included.</summary>
public sealed class PushMessageConverter : JsonConverter<PushMessage>
{
    /// <summary>A JSON null is no message, rather than no object.</summary>
    public override bool HandleNull => true;

    public override PushMessage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var message = JsonElement.ParseValue(ref reader);
        if (PushMessage.FindProblems(message) is { Count: > 0 } problems)
            throw new JsonException(PushMessageProblem.Join(problems));

        return new PushMessage
        {
            Title = message.GetProperty("title").GetString()!,
            SubTitle = Member("subTitle")?.GetString(),
            Content = message.GetProperty("content").GetString()!,
            Ext = Member("ext"),
            Config = Sections.Config.Read(Member("config")),
            Agora = Sections.Agora.Read(Member("agora")),
            Apns = Sections.Apns.Read(Member("apns")),
            Fcm = Sections.Fcm.Read(Member("fcm")),
            FcmV1 = Sections.FcmV1.Read(Member("fcmV1")),
            Extra = PushMessageReader.Extra(message),
        };

        JsonElement? Member(string name) => PushMessageReader.Member(message, name);
    }

    public override void Write(Utf8JsonWriter writer, PushMessage? value, JsonSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("title", value.Title);
        if (value.SubTitle is { } subTitle)
            writer.WriteString("subTitle", subTitle);
        writer.WriteString("content", value.Content);
        foreach (var (name, element) in value.Objects())
        {
            writer.WritePropertyName(name);
            element.WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}
