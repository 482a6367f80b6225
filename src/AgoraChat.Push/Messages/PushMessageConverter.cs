using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgoraChat.Push;

/// <summary>Reads and writes a message under the far side's names, unknown members included.</summary>
public sealed class PushMessageConverter : JsonConverter<PushMessage>
{
    public override PushMessage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var message = JsonElement.ParseValue(ref reader);
        if (PushMessage.FindProblems(message) is { Count: > 0 } problems)
            throw new JsonException(string.Join(' ', problems.Select(problem => problem.Message)));

        return new PushMessage
        {
            Title = message.GetProperty("title").GetString()!,
            SubTitle = PushMessageReader.Member(message, "subTitle")?.GetString(),
            Content = message.GetProperty("content").GetString()!,
            Ext = PushMessageReader.Member(message, "ext"),
            Config = PushMessageReader.Member(message, "config"),
            Agora = PushMessageReader.Member(message, "agora"),
            Apns = PushMessageReader.Member(message, "apns"),
            Fcm = PushMessageReader.Member(message, "fcm"),
            Extra = PushMessageReader.Extra(message),
        };
    }

    public override void Write(Utf8JsonWriter writer, PushMessage value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("title", value.Title);
        if (value.SubTitle is { } subTitle)
            writer.WriteString("subTitle", subTitle);
        writer.WriteString("content", value.Content);
        WriteSection(writer, "ext", value.Ext);
        WriteSection(writer, "config", value.Config);
        WriteSection(writer, "agora", value.Agora);
        WriteSection(writer, "apns", value.Apns);
        WriteSection(writer, "fcm", value.Fcm);
        foreach (var (name, element) in value.Extra)
            WriteSection(writer, name, element);
        writer.WriteEndObject();
    }

    private static void WriteSection(Utf8JsonWriter writer, string name, JsonElement? section)
    {
        if (section is not { } element)
            return;
        writer.WritePropertyName(name);
        element.WriteTo(writer);
    }
}
