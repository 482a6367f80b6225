namespace PushFunctions.LocalHost.CommandLine;

/// <summary>A clock that is wrong, as those of other machines are; waits last as long as ever.</summary>
/// <param name="ahead">By how much it is fast; negative: slow.</param>
internal sealed class ShiftedClock(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
}
