using System.Text.Encodings.Web;
using System.Text.Json;

namespace AgoraChat.Push.Tests;

public sealed class PushMessageSizeTests
{
    private static readonly JsonSerializerOptions Relaxed =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [InlineData("plain")]
    [InlineData("\"quoted\" \\ and \n broken")]
    [InlineData("订单 17 🚀 <é>")]
    public void Knows_its_size_in_bytes(string text)
    {
        var message = Some.Message with
        {
            Title = text,
            SubTitle = "x",
            Ext = Json("""{ "a" : "é" , "b": [ 1.0 ] }"""),
            Fcm = new() { Notification = new() { Body = text }, Data = Json("""{ "é" : 1.0 }""") },
            Extra = new Dictionary<string, JsonElement> { ["vivo"] = Json("{ }"), ["日本"] = Json("null") },
        };
        var changed = message with
        {
            SubTitle = null,
            Ext = null,
            Fcm = new(),
            Extra = new Dictionary<string, JsonElement>(),
        };

        Assert.Equal(Write(message).Length, message.SizeInBytes);
        Assert.Equal(Write(changed).Length, changed.SizeInBytes);
    }

    [Fact]
    public void Has_16_KB_in_all_to_the_byte()
    {
        var room = PushMessageLimits.TotalBytes - Some.Message.SizeInBytes - """,{"title":""}"apns":""".Length;

        var full = Some.Message with { Apns = new() { Title = new('x', room) } };
        var wrong = Assert.Throws<ArgumentException>(
            () => Some.Message with { Apns = new() { Title = new('x', room + 1) } });

        Assert.Equal(16_384, Write(full).Length);
        Assert.Empty(PushMessage.FindProblems(JsonElement.Parse(Write(full))));
        Assert.Equal("The message has 16385 bytes as JSON; at most 16384 are allowed. Shorten it.", wrong.Message);
    }

    [Theory]
    [InlineData("apns.badge", '0')] // sent as one digit
    [InlineData("apns.pushType", 'x')] // and wrong
    [InlineData("vivo.title", 'x')]
    public void Has_16_KB_also_as_it_came(string path, char filler)
    {
        var message = DocumentedMembers.Message(path, $"\"{new string(filler, PushMessageLimits.TotalBytes)}\"");

        Assert.Equal("", PushMessage.FindProblems(message)[^1].Path);
    }

    private static JsonElement Json(string json) => JsonElement.Parse(json);

    private static byte[] Write(PushMessage message) => JsonSerializer.SerializeToUtf8Bytes(message, Relaxed);
}
