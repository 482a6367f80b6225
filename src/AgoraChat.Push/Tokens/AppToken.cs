using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace AgoraChat.Push;

/// <summary>A bearer token of the form "007" (AccessToken2) with the Chat service's app privilege.</summary>
/// <remarks>Made and checked without the far side. Source: AgoraIO/Tools, AccessToken2.</remarks>
public sealed record AppToken
{
    /// <summary>The longest life the far side documents.</summary>
    public static readonly TimeSpan MaxLifetime = TimeSpan.FromHours(24);

    private AppToken() { }

    /// <summary>What stands behind <c>Bearer</c>. A secret.</summary>
    public required string Text { get; init; }

    /// <summary>Whole seconds: the form knows no fractions.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    public required TimeSpan Lifetime { get; init; }

    /// <summary>Makes a token.</summary>
    /// <param name="appId">32 hexadecimal digits.</param>
    /// <param name="appCertificate">32 hexadecimal digits.</param>
    /// <param name="issuedAt">The start of its life; fractions of a second are dropped.</param>
    /// <param name="lifetime">1 second to 24 hours; fractions of a second are dropped.</param>
    /// <param name="salt">Any number; a new one for each token.</param>
    /// <exception cref="ArgumentException">A key or a time is not allowed; the message says which and why.</exception>
    public static AppToken Create(
        string appId, string appCertificate, DateTimeOffset issuedAt, TimeSpan lifetime, uint salt)
    {
        if (!IsKey(appId))
            throw new ArgumentException($"The app id is \"{appId}\"; it must be 32 hexadecimal digits.", nameof(appId));
        if (!IsKey(appCertificate))
            throw new ArgumentException("The certificate must be 32 hexadecimal digits.", nameof(appCertificate));
        if (lifetime < TimeSpan.FromSeconds(1) || lifetime > MaxLifetime)
            throw new ArgumentOutOfRangeException(nameof(lifetime), lifetime, "A token lives 1 second to 24 hours.");

        var content = new TokenContent
        {
            AppId = appId,
            IssuedAt = checked((uint)issuedAt.ToUnixTimeSeconds()),
            Lifetime = (uint)lifetime.TotalSeconds,
            Salt = salt,
            Services = [TokenService.ChatApp((uint)lifetime.TotalSeconds)],
        };
        var signed = content.ToBytes();
        return new AppToken
        {
            Text = TokenText.Write(Sign(appCertificate, content.IssuedAt, salt, signed), signed),
            IssuedAt = DateTimeOffset.FromUnixTimeSeconds(content.IssuedAt),
            Lifetime = TimeSpan.FromSeconds(content.Lifetime),
        };
    }

    /// <summary>Looks a token over as the far side does. Never throws on what a stranger may send.</summary>
    public static AppTokenCheck Check(string text, string appId, string appCertificate, DateTimeOffset now) =>
        Check(text, appId, appCertificate, now, TokenService.ChatAppPrivilege, "app");

    /// <summary>The same for a token that one user carries; when it is valid, it says whose it is.</summary>
    public static AppTokenCheck CheckUser(string text, string appId, string appCertificate, DateTimeOffset now) =>
        Check(text, appId, appCertificate, now, TokenService.ChatUserPrivilege, "user");

    /// <summary>Whether a text can be an app id or a certificate.</summary>
    public static bool IsKey(string? text) => text is { Length: 32 } && text.All(char.IsAsciiHexDigit);

    /// <summary>A token is a secret: printing the record must not print it.</summary>
    public override string ToString() => $"AppToken issued at {IssuedAt:O} for {Lifetime}";

    private static AppTokenCheck Check(
        string text, string appId, string appCertificate, DateTimeOffset now, ushort privilege, string privilegeName)
    {
        if (!TokenText.TryRead(text, out var signature, out var signed) || TokenContent.Read(signed) is not { } content)
            return new AppTokenCheck.Corrupt();

        // Over the bytes as they came: what this version cannot read is signed as well.
        var expected = Sign(appCertificate, content.IssuedAt, content.Salt, signed);
        if (!CryptographicOperations.FixedTimeEquals(expected, signature))
            return new AppTokenCheck.Foreign("It is signed with another certificate.");
        if (!string.Equals(content.AppId, appId, StringComparison.Ordinal))
            return new AppTokenCheck.Foreign("It is for another app.");
        if (content.Chat is not { } chat || !chat.Privileges.TryGetValue(privilege, out var privilegeLifetime))
            return new AppTokenCheck.Foreign($"It does not carry the Chat service's {privilegeName} privilege.");

        var seconds = Math.Min((long)content.Lifetime, privilegeLifetime);
        var expiresAt = DateTimeOffset.FromUnixTimeSeconds(content.IssuedAt + seconds);
        return expiresAt > now
            ? new AppTokenCheck.Valid(expiresAt) { User = chat.User }
            : new AppTokenCheck.Expired(expiresAt);
    }

    // The form turns things round: the numbers are the keys, the certificate's text is the message.
    private static byte[] Sign(string appCertificate, uint issuedAt, uint salt, ReadOnlySpan<byte> signed)
    {
        var first = HMACSHA256.HashData(LittleEndian(issuedAt), Encoding.ASCII.GetBytes(appCertificate));
        var second = HMACSHA256.HashData(LittleEndian(salt), first);
        return HMACSHA256.HashData(second, signed);
    }

    private static byte[] LittleEndian(uint number)
    {
        var bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, number);
        return bytes;
    }
}
