namespace AgoraChat.Push;

/// <summary>What became of a message that was sent while its receiver was offline.</summary>
public enum OfflineMessageState
{
    /// <summary>A state this library does not know.</summary>
    Unknown,

    /// <summary>The receiver has it.</summary>
    Delivered,

    /// <summary>It waits for the receiver.</summary>
    Undelivered,
}
