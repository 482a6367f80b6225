using System.Text.Json;

namespace AgoraChat.Push.Tests;

public sealed class SectionFormTests
{
    private const string TimeToLive = "whole seconds from \"0\" to \"2419200\" (4 weeks)";
    private const string Ttl = "seconds with at most nine decimals and an s, such as \"3.5s\"";

    [Theory]
    [InlineData("agora.operation.type", "\"2\"", "2")] // so in the documents' example
    [InlineData("agora.sound", "\"1\"", "1")]
    [InlineData("agora.sound", "true", "1")]
    [InlineData("agora.vibrate", "false", "0")]
    [InlineData("agora.autoCancel", "\"0\"", "0")]
    [InlineData("agora.id", "\"056734579\"", "56734579")]
    [InlineData("agora.expiresTime", "3600000", "3600000")] // the example contradicts the table; both are times
    [InlineData("agora.expiresTime", "\"1650859482843\"", "1650859482843")]
    [InlineData("apns.priority", "\"10\"", "10")]
    [InlineData("apns.badge", "\"3\"", "3")]
    [InlineData("fcm.timeToLive", "60", "\"60\"")]
    [InlineData("fcm.timeToLive", "\"0\"", "\"0\"")]
    [InlineData("fcm.timeToLive", "\"2419200\"", "\"2419200\"")]
    [InlineData("fcmV1.androidConfig.ttl", "\"3.500000000s\"", "\"3.5s\"")]
    [InlineData("fcmV1.androidConfig.ttl", "\"9999999s\"", "\"9999999s\"")]
    [InlineData("fcmV1.androidConfig.ttl", "\"0.123456789s\"", "\"0.1234567s\"")]
    public void Reads_what_is_meant_and_writes_what_is_documented(string path, string given, string sent)
    {
        var message = DocumentedMembers.Message(path, given);

        var section = path[..path.IndexOf('.', StringComparison.Ordinal)];
        var written = JsonSerializer.SerializeToElement(message.Deserialize<PushMessage>()).GetProperty(section);

        Assert.Equal(DocumentedMembers.Message(path, sent).GetProperty(section).GetRawText(), written.GetRawText());
    }

    [Theory]
    [InlineData("agora.sound", "2", "0 or 1")]
    [InlineData("agora.needNotification", "1", "true or false")]
    [InlineData("agora.needNotification", "\"true\"", "true or false")]
    [InlineData("agora.id", "1.5", "a whole number of 64 bits")]
    [InlineData("agora.id", "\"x\"", "a whole number of 64 bits")]
    [InlineData("agora.id", "9223372036854775808", "a whole number of 64 bits")]
    [InlineData("agora.expiresTime", "-1", "a Unix time in milliseconds")]
    [InlineData("agora.expiresTime", "253402300800000", "a Unix time in milliseconds")]
    [InlineData("agora.badge.addNum", "-1", "a whole number from 0 to 2147483647")]
    [InlineData("config.badge.setNum", "2147483648", "a whole number from 0 to 2147483647")]
    [InlineData("config.badge.setNum", "\"three\"", "a whole number from 0 to 2147483647")]
    [InlineData("apns.badge", "-1", "a whole number from 0 to 2147483647")]
    [InlineData("apns.invalidationTime", "-1", "whole milliseconds from 0 to 2147483647")]
    [InlineData("apns.invalidationTime", "2147483648", "whole milliseconds from 0 to 2147483647")]
    [InlineData("apns.titleLocArgs", "\"a\"", "an array of strings")]
    [InlineData("apns.ext", "\"a\"", "an object")]
    [InlineData("apns.title", "7", "a string")]
    [InlineData("fcm.timeToLive", "\"2419201\"", TimeToLive)]
    [InlineData("fcm.timeToLive", "\"-1\"", TimeToLive)]
    [InlineData("fcm.timeToLive", "\"60s\"", TimeToLive)]
    [InlineData("fcmV1.androidConfig.ttl", "\"60\"", Ttl)]
    [InlineData("fcmV1.androidConfig.ttl", "\"-1s\"", Ttl)]
    [InlineData("fcmV1.androidConfig.ttl", "\"1.0000000001s\"", Ttl)]
    [InlineData("fcmV1.androidConfig.ttl", "\"99999999999999s\"", Ttl)]
    [InlineData("fcmV1.androidConfig.androidNotification.color", "\"red\"", "a colour as \"#rrggbb\"")]
    [InlineData("fcmV1.androidConfig.androidNotification.color", "\"#12345\"", "a colour as \"#rrggbb\"")]
    [InlineData("fcmV1.androidConfig.androidNotification.color", "\"#1234567\"", "a colour as \"#rrggbb\"")]
    public void Refuses_what_the_documents_rule_out(string path, string given, string allowed)
    {
        var problem = Assert.Single(PushMessage.FindProblems(DocumentedMembers.Message(path, given)));

        Assert.Equal(new PushMessageProblem(path, $"{path} must be {allowed}, not {given}."), problem);
    }

    [Fact]
    public void Says_the_kind_of_a_value_that_is_too_long_to_show() => Assert.Equal(
        "apns.pushType must be \"alert\" or \"background\", not a string.",
        Assert.Single(PushMessage.FindProblems(
            DocumentedMembers.Message("apns.pushType", $"\"{new string('x', 100)}\""))).Message);

    [Fact]
    public void Takes_durations_and_times_as_such()
    {
        var message = Some.Message with
        {
            Agora = new() { ExpiresTime = new(2022, 4, 25, 12, 4, 42, 843, TimeSpan.FromHours(8)), Sound = true },
            Apns = new() { InvalidationTime = TimeSpan.FromHours(1.5) },
            Fcm = new() { TimeToLive = TimeSpan.FromDays(28) },
            FcmV1 = new() { AndroidConfig = new() { Ttl = TimeSpan.FromMilliseconds(3_500) } },
        };

        var read = JsonSerializer.Deserialize<PushMessage>(JsonSerializer.Serialize(message))!;

        Assert.Equal(message, read);
        Assert.Equal(
            """
            {"title":"Order 17","content":"It is on its way.",
            "agora":{"expiresTime":1650859482843,"sound":1},
            "apns":{"invalidationTime":5400000},
            "fcm":{"timeToLive":"2419200"},
            "fcmV1":{"androidConfig":{"ttl":"3.5s"}}}
            """.ReplaceLineEndings(""),
            JsonSerializer.Serialize(read));
        Assert.Equal(message.Agora.ExpiresTime, read.Agora!.ExpiresTime);
        Assert.Equal(message.Apns.InvalidationTime, read.Apns!.InvalidationTime);
        Assert.Equal(message.Fcm.TimeToLive, read.Fcm!.TimeToLive);
        Assert.Equal(message.FcmV1.AndroidConfig.Ttl, read.FcmV1!.AndroidConfig!.Ttl);
    }

    [Fact]
    public void Refuses_durations_that_cannot_be_written()
    {
        Refuses(
            "apns.invalidationTime must be whole milliseconds from 0 to 2147483647, not 1.5.",
            message => message with { Apns = new() { InvalidationTime = TimeSpan.FromMicroseconds(1_500) } });
        Refuses(
            $"fcm.timeToLive must be {TimeToLive}, not \"0.5\".",
            message => message with { Fcm = new() { TimeToLive = TimeSpan.FromSeconds(0.5) } });
        Refuses(
            $"fcmV1.androidConfig.ttl must be {Ttl}, not \"-1s\".",
            message => message with { FcmV1 = new() { AndroidConfig = new() { Ttl = TimeSpan.FromSeconds(-1) } } });

        static void Refuses(string why, Func<PushMessage, PushMessage> make) =>
            Assert.Equal(why, Assert.Throws<ArgumentException>(() => make(Some.Message)).Message);
    }
}
