namespace PushFunctions.Dev.Crowd;

/// <summary>A clock that shows what it was set to: pushes of days are made in seconds.</summary>
internal sealed class SetClock : TimeProvider
{
    public DateTimeOffset Now { get; set; }

    public override DateTimeOffset GetUtcNow() => Now;
}
