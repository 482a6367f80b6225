namespace AgoraChat.Push;

/// <summary>Whether Apple spares the device's battery.</summary>
public enum ApnsPriority
{
    /// <summary>Sent with regard to the device's battery.</summary>
    SparesBattery = 5,

    /// <summary>Sent at once.</summary>
    Immediate = 10,
}
