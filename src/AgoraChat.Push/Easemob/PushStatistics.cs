namespace AgoraChat.Push;

/// <summary>How many offline pushes one channel had on one day.</summary>
public sealed record PushStatistics
{
    public long SuccessCount { get; init; }

    public long FailCount { get; init; }

    /// <summary>How many arrived on devices; null for channels that do not tell.</summary>
    public long? ArriveCount { get; init; }
}
