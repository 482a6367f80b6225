namespace AgoraChat.Simulator;

/// <summary>What is told of a label.</summary>
internal sealed record LabelInfo(long Id, string Name, string? Description, int Count, DateTimeOffset CreatedAt);
