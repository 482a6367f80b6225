namespace AgoraChat.Simulator;

/// <summary>What answers say of their time.</summary>
/// <param name="At">When the call came.</param>
/// <param name="Duration">How long it took, in milliseconds.</param>
internal readonly record struct AnswerTime(DateTimeOffset At, long Duration)
{
    public long Timestamp => At.ToUnixTimeMilliseconds();
}
