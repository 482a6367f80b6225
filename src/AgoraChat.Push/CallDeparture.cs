namespace AgoraChat.Push;

/// <summary>
/// Tells when a call left, for who must know how late it was: give a new one to each call. What lies behind that moment
/// is the network and the far side.
/// </summary>
public sealed class CallDeparture
{
    /// <summary>
    /// When the call's bytes were handed to the connection, by the client's clock; of a call that was repeated, the last
    /// time. Null: they were not.
    /// </summary>
    public DateTimeOffset? LeftAt { get; internal set; }
}
