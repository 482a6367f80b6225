namespace AgoraChat.Push;

/// <summary>How far a notification of Apple's channel interrupts.</summary>
public enum ApnsInterruptionLevel
{
    /// <summary>Shown at once, lights the screen, may play a sound: <c>ACTIVE</c>.</summary>
    Active,

    /// <summary>As active, and its sound passes the mute switch: <c>CRITICAL</c>.</summary>
    Critical,

    /// <summary>Put on the list without light or sound: <c>PASSIVE</c>.</summary>
    Passive,

    /// <summary>As active, and it passes the system's notification controls: <c>TIME_SENSITIVE</c>.</summary>
    TimeSensitive,
}
