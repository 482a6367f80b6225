namespace AgoraChat.Simulator;

/// <summary>A message that waits for its broadcast.</summary>
internal sealed record StoredMessage(byte[] Message, DateTimeOffset CreatedAt);
