namespace AgoraChat.Push;

/// <summary>The kinds of sections that have a type, in the order they are written in.</summary>
internal static class Sections
{
    public static readonly SectionForm<MessageConfig> Config = new("config", MessageJson.Wire.MessageConfig);

    public static readonly SectionForm<AgoraSection> Agora =
        new("agora", MessageJson.Wire.AgoraSection, AgoraRules.FindProblems);

    public static readonly SectionForm<ApnsSection> Apns = new("apns", MessageJson.Wire.ApnsSection);

    public static readonly SectionForm<FcmSection> Fcm = new("fcm", MessageJson.Wire.FcmSection);

    public static readonly SectionForm<FcmV1Section> FcmV1 = new("fcmV1", MessageJson.Wire.FcmV1Section);

    public static readonly IReadOnlyList<ISectionForm> All = [Config, Agora, Apns, Fcm, FcmV1];
}
