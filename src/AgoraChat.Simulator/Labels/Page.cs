namespace AgoraChat.Simulator;

/// <summary>Some rows, and the id of the last when more follow.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, long? Last);
