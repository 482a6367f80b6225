using System.Text.Json.Serialization;

namespace AgoraChat.Push;

/// <summary>The body of <c>POST token</c>.</summary>
internal sealed record TokenRequest
{
    [JsonPropertyName("grant_type")]
    public required string GrantType { get; init; }

    [JsonPropertyName("client_id")]
    public string? ClientId { get; init; }

    [JsonPropertyName("client_secret")]
    public string? ClientSecret { get; init; }

    /// <summary>Seconds; left out: what the app's console says.</summary>
    [JsonPropertyName("ttl")]
    public long? Lifetime { get; init; }

    public static TokenRequest ForAgora() => new() { GrantType = "agora" };

    public static TokenRequest ForClient(string id, string secret, TimeSpan? lifetime) => new()
    {
        GrantType = "client_credentials",
        ClientId = id,
        ClientSecret = secret,
        Lifetime = (long?)lifetime?.TotalSeconds,
    };
}

/// <summary>The answer of <c>POST token</c>; which form of expiry it has depends on what was exchanged.</summary>
internal sealed record TokenAnswer
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(365 * 1_000);

    [JsonPropertyName("access_token")]
    public string? AccessToken { get; init; }

    /// <summary>Seconds from now; 0: never.</summary>
    [JsonPropertyName("expires_in")]
    public long? ExpiresIn { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    [JsonPropertyName("expire_timestamp")]
    public long? ExpireTimestamp { get; init; }

    public DateTimeOffset? ExpiresAt(DateTimeOffset now) => this switch
    {
        { ExpireTimestamp: { } at } => DateTimeOffset.UnixEpoch + Life(at, TimeSpan.TicksPerMillisecond),
        { ExpiresIn: 0 } => now + Longest,
        { ExpiresIn: { } seconds } => now + Life(seconds, TimeSpan.TicksPerSecond),
        _ => null,
    };

    // Some clusters count in other units than documented: whatever they say must not overflow.
    private static TimeSpan Life(long count, long ticksEach) =>
        TimeSpan.FromTicks((long)Int128.Clamp((Int128)count * ticksEach, 0, Longest.Ticks));
}
