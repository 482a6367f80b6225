namespace AgoraChat.Simulator;

/// <summary>A limit that a call would have broken.</summary>
/// <param name="IsDaily">Whether it is the day's.</param>
/// <param name="Wait">The time until there is room again.</param>
internal sealed record LimitBreach(bool IsDaily, TimeSpan Wait);
