namespace AgoraChat.Simulator;

/// <summary>What a bearer token is good for.</summary>
/// <param name="User">The uuid of the user whose it is; null: it opens the app.</param>
/// <param name="ExpiresAt">Until then (exclusive).</param>
internal sealed record BearerToken(string? User, DateTimeOffset ExpiresAt);
