namespace AgoraChat.Push;

/// <summary>Which channel's numbers are asked for. Source: Easemob, "Offline push statistics".</summary>
public enum StatisticsPlatform
{
    /// <summary>All channels.</summary>
    All,

    Apns,

    /// <summary>All channels of Android devices.</summary>
    Android,

    XiaomiPush,

    HuaweiPush,

    MeizuPush,

    OppoPush,

    VivoPush,

    Honor,
}
