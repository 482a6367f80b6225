namespace PushFunctions.Dev.Load;

/// <summary>The whole seconds of the clock that lie within a stretch.</summary>
internal readonly record struct WholeSeconds(long First, long End)
{
    public static WholeSeconds Within(DateTimeOffset from, DateTimeOffset to) =>
        new((long)Math.Ceiling(from.ToUnixTimeMilliseconds() / 1_000.0), to.ToUnixTimeSeconds());

    public bool Contains(long second) => second >= First && second < End;

    public bool Contains(DateTimeOffset moment) => Contains(moment.ToUnixTimeSeconds());
}
