namespace AgoraChat.Push.Tests;

/// <summary>Makes the tokens that users carry; the library makes none.</summary>
internal static class UserTokens
{
    /// <param name="user">The user's uuid.</param>
    /// <param name="issuedAt">The start of its life.</param>
    /// <param name="lifetime">How long it lives.</param>
    /// <param name="salt">Any number.</param>
    public static string Create(string user, DateTimeOffset issuedAt, TimeSpan lifetime, int salt = 5)
    {
        var seconds = (uint)lifetime.TotalSeconds;
        var privileges = new Dictionary<ushort, uint> { [TokenService.ChatUserPrivilege] = seconds };
        var content = new TokenContent
        {
            AppId = Some.AppId,
            IssuedAt = (uint)issuedAt.ToUnixTimeSeconds(),
            Lifetime = seconds,
            Salt = (uint)salt,
            Services = [new(TokenService.Chat, privileges, user)],
        };
        return TokenParts.Sign(content.ToBytes(), (int)content.IssuedAt, salt, Some.Certificate);
    }
}
