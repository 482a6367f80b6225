using System.Globalization;

namespace AgoraChat.Push;

/// <summary>The calls that only Easemob documents, checked before any of them is made.</summary>
internal static class EasemobCalls
{
    public static FarSideCall Stored(long messageId) =>
        FarSideCall.Get("push/message/{message}", messageId.ToString(CultureInfo.InvariantCulture));

    public static FarSideCall Broadcast(long messageId, PushStrategy strategy) =>
        FarSideCall.Post("push/task/broadcast")
            .With(new(messageId, PushCalls.Number(strategy)), AgoraChatJson.Relaxed.BroadcastRequest);

    public static FarSideCall Statistics(DateOnly begin, DateOnly end, StatisticsPlatform platform)
    {
        if (end < begin)
        {
            throw new ArgumentException(
                $"The end ({Day(end)}) is before the begin ({Day(begin)}); give them in order.", nameof(end));
        }

        if (!Enum.IsDefined(platform))
            throw new ArgumentOutOfRangeException(nameof(platform), platform, "There is no such platform.");

        return FarSideCall.Get("push/data/offline-push/begin/{begin}/end/{end}", Day(begin), Day(end)) with
        {
            Query = $"?platform={platform.ToString().ToUpperInvariant()}",
        };
    }

    public static FarSideCall Replace(PushTemplate template) =>
        FarSideCall.Put("notification/template/{template}", template.Name)
            .With(TemplateRules.Texts(template), AgoraChatJson.Relaxed.PushTemplate);

    public static FarSideCall Names(IReadOnlyDictionary<string, string> names)
    {
        Arguments.Names([.. names.Keys], EasemobClient.MaxDisplayNames, "user id");
        return FarSideCall.Put("push/nickname").With(
            [.. names.Select(pair => UserDisplayName.New(pair.Key, pair.Value))],
            AgoraChatJson.Relaxed.ListUserDisplayName);
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
