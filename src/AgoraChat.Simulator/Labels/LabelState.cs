namespace AgoraChat.Simulator;

/// <summary>A label as it stands, with its members in the order they came.</summary>
public sealed record LabelState(
    string Name, string? Description, DateTimeOffset CreatedAt, IReadOnlyList<string> Members);
