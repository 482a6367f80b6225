using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgoraChat.Push.Tests;

/// <summary>
/// The members of the sections under the documents' names, each with a value as the documents write it.
/// </summary>
internal static class DocumentedMembers
{
    private const string Table = """
        config.clickAction.url "https://www.agora.io"
        config.clickAction.action "page"
        config.clickAction.activity "com.example.Activity"
        config.badge.addNum 1
        config.badge.setNum 0
        config.badge.activity "com.example.Launcher"
        agora.title "t"
        agora.subTitle "s"
        agora.content "c"
        agora.iconUrl "https://web-cdn.agora.io/docs-files/1676966850073"
        agora.needNotification false
        agora.badge.addNum 1
        agora.badge.setNum 0
        agora.badge.activity "com.hyphenate.chat.section.me.activity.AboutHxActivity"
        agora.operation.type 2
        agora.operation.openUrl "https://www.agora.io"
        agora.operation.openAction "com.hyphenate.chat.section.me.activity.OfflinePushSettingsActivity"
        agora.operation.openActivity "com.example.Activity"
        agora.channelId "chat"
        agora.channelName "message"
        agora.channelLevel 3
        agora.autoCancel 1
        agora.expiresTime 1650859482843
        agora.sound 0
        agora.vibrate 0
        agora.style 0
        agora.bigTxt "Big text content"
        agora.bigPicture "https://web-cdn.agora.io/docs-files/1676966850073"
        agora.id 56734579
        apns.invalidationTime 3600000
        apns.priority 10
        apns.pushType "alert"
        apns.collapseId "c"
        apns.apnsId "8d1e1f9c"
        apns.badge 3
        apns.sound "test.caf"
        apns.mutableContent true
        apns.contentAvailable false
        apns.categoryName "c"
        apns.threadId "t"
        apns.title "t"
        apns.subTitle "s"
        apns.content "c"
        apns.titleLocKey "k"
        apns.titleLocArgs ["a","b"]
        apns.subTitleLocKey "k"
        apns.subTitleLocArgs []
        apns.bodyLocKey "k"
        apns.bodyLocArgs ["a"]
        apns.ext {"k":1.0}
        apns.launchImage "l.png"
        apns.interruptionLevel "TIME_SENSITIVE"
        apns.liveActivityEvent "UPDATE"
        apns.timestamp 1650859482
        apns.dismissalDate 1650859482
        apns.staleDate 1650859482
        apns.attributesType "T"
        apns.attributes {"a":null}
        apns.contentState {"s":{}}
        fcm.condition "'a' in topics"
        fcm.collapseKey "k"
        fcm.priority "high"
        fcm.timeToLive "3600"
        fcm.dryRun true
        fcm.restrictedPackageName "com.example"
        fcm.data {"k":"v"}
        fcm.notification.title "t"
        fcm.notification.body "b"
        fcm.notification.androidChannelId "c"
        fcm.notification.icon "i"
        fcm.notification.sound "ring.mp3"
        fcm.notification.tag "t"
        fcm.notification.color "red"
        fcm.notification.clickAction "a"
        fcm.notification.titleLocKey "k"
        fcm.notification.titleLocArgs ["a"]
        fcm.notification.bodyLocKey "k"
        fcm.notification.bodyLocArgs ["a"]
        fcmV1.type "BOTH"
        fcmV1.data {"k1":"v1","k2":"v2"}
        fcmV1.notification.title "t"
        fcmV1.notification.body "b"
        fcmV1.notification.image "https://www.agora.io/i.png"
        fcmV1.androidConfig.collapseKey "k"
        fcmV1.androidConfig.priority "HIGH"
        fcmV1.androidConfig.ttl "3.5s"
        fcmV1.androidConfig.directBootOk true
        fcmV1.androidConfig.androidNotification.title "t"
        fcmV1.androidConfig.androidNotification.body "b"
        fcmV1.androidConfig.androidNotification.icon "i"
        fcmV1.androidConfig.androidNotification.color "#00aaFF"
        fcmV1.androidConfig.androidNotification.sound "s"
        fcmV1.androidConfig.androidNotification.tag "t"
        fcmV1.androidConfig.androidNotification.image "https://www.agora.io/i.png"
        fcmV1.androidConfig.androidNotification.clickAction "a"
        fcmV1.androidConfig.androidNotification.bodyLocKey "k"
        fcmV1.androidConfig.androidNotification.bodyLocArgs ["a"]
        fcmV1.androidConfig.androidNotification.titleLocKey "k"
        fcmV1.androidConfig.androidNotification.titleLocArgs ["a"]
        fcmV1.androidConfig.androidNotification.channelId "c"
        fcmV1.webPushConfig.headers {"k1":"v1"}
        fcmV1.webPushConfig.notification.title "t"
        fcmV1.webPushConfig.notification.body "b"
        fcmV1.webPushConfig.notification.image "https://www.agora.io/i.png"
        fcmV1.apnsConfig.headers {"apns-push-type":"alert","apns-priority":"10"}
        fcmV1.apnsConfig.payload {"aps":{"alert":{"title":"t"}},"EPush":"{}"}
        fcmV1.options {"k1":"v1"}
        fcmV1.condition "c"
        """;

    private static readonly JsonSerializerOptions Relaxed =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Path and value.</summary>
    public static IReadOnlyList<(string Path, string Value)> All { get; } =
        [.. from line in Table.Split('\n') let gap = line.IndexOf(' ') select (line[..gap], line[(gap + 1)..])];

    /// <summary>A message with this one member.</summary>
    public static JsonElement Message(string path, string value) => Message((path, JsonNode.Parse(value)));

    /// <summary>A message with these members.</summary>
    public static JsonElement Message(params (string Path, JsonNode? Value)[] members)
    {
        var message = new JsonObject { ["title"] = "t", ["content"] = "c" };
        foreach (var (path, value) in members)
            Put(message, path, value);
        return JsonElement.Parse(message.ToJsonString(Relaxed));
    }

    /// <summary>Sets a member; the objects around it are made when they are not there.</summary>
    public static void Put(JsonObject message, string path, JsonNode? value)
    {
        var names = path.Split('.');
        foreach (var name in names[..^1])
        {
            if (message[name] is not JsonObject inner)
                message[name] = inner = [];
            message = inner;
        }

        message[names[^1]] = value;
    }
}
