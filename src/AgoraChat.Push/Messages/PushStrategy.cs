namespace AgoraChat.Push;

/// <summary>Which channel a push takes: the device vendor's, Agora's own, or one after the other.</summary>
public enum PushStrategy
{
    /// <summary>The vendor first; Agora's channel when the vendor fails.</summary>
    VendorThenAgora = 0,

    /// <summary>Agora's channel; kept for offline users until the plan's retention ends.</summary>
    AgoraOnly = 1,

    /// <summary>The vendor only; dropped when the vendor fails. The far side's default.</summary>
    VendorOnly = 2,

    /// <summary>Online users over Agora's channel, offline users over the vendor.</summary>
    AgoraThenVendor = 3,

    /// <summary>Agora's channel, online users only; dropped for the others.</summary>
    AgoraOnlineOnly = 4,
}
