using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary>What one user was sent: a push counts when the far side took it, also when its answer was lost.</summary>
/// <param name="User">The user's id.</param>
/// <param name="Count">All pushes since the last reset; exact.</param>
/// <param name="Pushes">Those of them that are still remembered, oldest first.</param>
public sealed record UserPushes(string User, int Count, IReadOnlyList<SentPush> Pushes);

/// <summary>One push as the far side took it.</summary>
public sealed record SentPush(DateTimeOffset At, string Endpoint, JsonElement Message);
