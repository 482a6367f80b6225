using PushFunctions.Dev.Run;

namespace PushFunctions.Dev.Load;

/// <summary>A call of <c>push/single</c>, by the far side's clock.</summary>
/// <param name="At">When it came.</param>
/// <param name="Status">What it was answered; null when nothing.</param>
/// <param name="Users">How many users it named.</param>
/// <param name="First">The first of them.</param>
internal readonly record struct FarSideCall(DateTimeOffset At, int? Status, int Users, string? First)
{
    public bool IsTaken => Status == 200;

    public bool IsThrottled => Status == 429;

    public static FarSideCall Of(SimulatorNote note) => new(note.At, note.Status, note.Users, note.First);
}
