namespace PushFunctions.Notices;

/// <summary>What callbacks can be told.</summary>
public static class NoticeEvents
{
    public const string Finished = "push.finished";
    public const string Stalled = "push.stalled";
    public const string DeadLetters = "push.dead_letters";

    public static IReadOnlyList<string> All { get; } = [Finished, Stalled, DeadLetters];
}
