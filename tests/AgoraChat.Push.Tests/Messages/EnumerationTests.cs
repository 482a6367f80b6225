using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgoraChat.Push.Tests;

public sealed class EnumerationTests
{
    public static TheoryData<string, string, Type> Enumerations => new()
    {
        { "agora.operation.type", "0, 1 or 2", typeof(AgoraOperationType) },
        { "agora.channelLevel", "0, 3 or 4", typeof(AgoraChannelLevel) },
        { "agora.style", "0, 1 or 2", typeof(AgoraStyle) },
        { "apns.priority", "5 or 10", typeof(ApnsPriority) },
        { "apns.pushType", "\"alert\" or \"background\"", typeof(ApnsPushType) },
        {
            "apns.interruptionLevel",
            "\"ACTIVE\", \"CRITICAL\", \"PASSIVE\" or \"TIME_SENSITIVE\"",
            typeof(ApnsInterruptionLevel)
        },
        { "apns.liveActivityEvent", "\"START\", \"UPDATE\" or \"END\"", typeof(ApnsLiveActivityEvent) },
        { "fcm.priority", "\"normal\" or \"high\"", typeof(FcmPriority) },
        { "fcmV1.type", "\"BOTH\", \"DATA\" or \"NOTIFICATION\"", typeof(FcmV1Type) },
        { "fcmV1.androidConfig.priority", "\"NORMAL\" or \"HIGH\"", typeof(FcmV1Priority) },
    };

    [Theory]
    [MemberData(nameof(Enumerations))]
    public void Every_value_is_read_and_written_in_the_documents_spelling(string path, string values, Type type)
    {
        var written = values.Split([", ", " or "], StringSplitOptions.None);

        var sent = written.Select(value => JsonSerializer.SerializeToElement(Read(path, value)));

        Assert.Equal(Enum.GetValues(type).Length, written.Length);
        Assert.Equal(written, sent.Select(message => Find(message, path).GetRawText()));
    }

    [Theory]
    [MemberData(nameof(Enumerations))]
    public void Other_values_are_refused_with_those_that_are_allowed(string path, string values, Type type)
    {
        Assert.True(type.IsEnum);
        Assert.All(
            ["7", "\"LOUD\"", "-1", "1.5", "\"\"", "true"],
            wrong => Assert.Equal(
                $"{path} must be {values}, not {wrong}.",
                Assert.Single(PushMessage.FindProblems(DocumentedMembers.Message(path, wrong))).Message));
    }

    [Fact]
    public void Names_keep_their_meaning()
    {
        var message = Some.Message with
        {
            Agora = new()
            {
                Operation = new() { Type = AgoraOperationType.OpenPage },
                ChannelLevel = AgoraChannelLevel.High,
                Style = AgoraStyle.Normal,
            },
            Apns = new()
            {
                Priority = ApnsPriority.SparesBattery,
                PushType = ApnsPushType.Background,
                InterruptionLevel = ApnsInterruptionLevel.TimeSensitive,
                LiveActivityEvent = ApnsLiveActivityEvent.End,
            },
            Fcm = new() { Priority = FcmPriority.High },
            FcmV1 = new() { Type = FcmV1Type.Data, AndroidConfig = new() { Priority = FcmV1Priority.Normal } },
        };

        Assert.Equal(
            """
            {"title":"Order 17","content":"It is on its way.",
            "agora":{"operation":{"type":2},"channelLevel":4,"style":0},
            "apns":{"priority":5,"pushType":"background","interruptionLevel":"TIME_SENSITIVE",
            "liveActivityEvent":"END"},
            "fcm":{"priority":"high"},
            "fcmV1":{"type":"DATA","androidConfig":{"priority":"NORMAL"}}}
            """.ReplaceLineEndings(""),
            JsonSerializer.Serialize(message));
    }

    [Fact]
    public void A_value_that_is_none_of_the_enumerations_is_refused()
    {
        Refuses("apns.priority must be 5 or 10, not 7.", () => new() { Priority = (ApnsPriority)7 });
        Refuses(
            "apns.pushType must be \"alert\" or \"background\", not \"7\".",
            () => new() { PushType = (ApnsPushType)7 });

        static void Refuses(string why, Func<ApnsSection> section) => Assert.Equal(
            why, Assert.Throws<ArgumentException>(() => Some.Message with { Apns = section() }).Message);
    }

    // The big styles need what they show.
    private static PushMessage Read(string path, string value) =>
        DocumentedMembers.Message(("agora.bigTxt", "t"), ("agora.bigPicture", "p"), (path, JsonNode.Parse(value)))
            .Deserialize<PushMessage>()!;

    private static JsonElement Find(JsonElement message, string path) =>
        path.Split('.').Aggregate(message, (element, name) => element.GetProperty(name));
}
