namespace PushFunctions.Storage;

/// <summary>
/// How a push is brought to its first call when its event names the time. Not settings: they belong together.
/// </summary>
public static class SendTimes
{
    /// <summary>
    /// A push whose time is nearer than this has its message on a queue, hidden until then; others have a
    /// row in <c>PushSchedule</c>.
    /// The watchdog looks every 15 s and, when the instance that runs it dies, after 45 s at most.
    /// </summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromSeconds(60);

    /// <summary>A parcel is seen this long, or up to a second more, before its time, and waits there.</summary>
    public static readonly TimeSpan Lead = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait where a message is seen; one that comes earlier goes back to its queue.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2.5);
}
