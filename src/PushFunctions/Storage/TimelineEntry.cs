namespace PushFunctions.Storage;

/// <summary>Something that happened to a push.</summary>
public sealed record TimelineEntry(DateTimeOffset At, string What);
