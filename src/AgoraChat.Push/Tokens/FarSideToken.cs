namespace AgoraChat.Push;

/// <summary>A token that the far side gave, and its life.</summary>
internal sealed record FarSideToken(string Text, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt)
{
    /// <summary>Whether less than half of its life is over. A clock that was set back makes it old, too.</summary>
    public bool IsYoung(DateTimeOffset now) => now >= IssuedAt && now - IssuedAt < (ExpiresAt - IssuedAt) / 2;

    public bool IsGood(DateTimeOffset now) => now >= IssuedAt && now < ExpiresAt;

    /// <summary>A token is a secret: printing the record must not print it.</summary>
    public override string ToString() => $"FarSideToken issued at {IssuedAt:O}, good until {ExpiresAt:O}";
}
