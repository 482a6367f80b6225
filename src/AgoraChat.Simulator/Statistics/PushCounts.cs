namespace AgoraChat.Simulator;

/// <summary>What became of the pushes of a day on one platform.</summary>
internal readonly record struct PushCounts(long Succeeded, long Failed)
{
    public PushCounts With(bool isAccepted) =>
        isAccepted ? this with { Succeeded = Succeeded + 1 } : this with { Failed = Failed + 1 };
}
