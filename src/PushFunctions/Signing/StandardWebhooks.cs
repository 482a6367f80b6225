using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PushFunctions.Signing;

/// <summary>
/// What Standard Webhooks 1.0 (https://www.standardwebhooks.com) says of secrets and signatures, for who signs and for
/// who checks.
/// </summary>
public static class StandardWebhooks
{
    public const string IdHeader = "webhook-id";
    public const string TimeHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    /// <summary>What stands before a signature of the only version that is used here.</summary>
    public const string Version = "v1,";

    private const string Prefix = "whsec_";
    private const int MinKeyBytes = 24;

    /// <summary>Makes a key of a secret.</summary>
    public static SecretRead ReadSecret(string secret)
    {
        var text = secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret;
        var key = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, key, out var length))
            return new SecretRead.Refused($"is not base64. Give '{Prefix}' and the base64 of 24 to 64 random bytes.");
        return length < MinKeyBytes
            ? new SecretRead.Refused($"holds {length} bytes; at least {MinKeyBytes} random bytes are needed.")
            : new SecretRead.Key(key[..length]);
    }

    /// <summary>What is signed before the body: the dots part id, time and body.</summary>
    public static byte[] SignedPrefix(string id, string time) => Encoding.UTF8.GetBytes($"{id}.{time}.");

    /// <summary>The time header's value.</summary>
    public static string TimeOf(DateTimeOffset moment) =>
        moment.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// The signature header's value: one signature by each key, so that either of two secrets verifies.
    /// </summary>
    public static string Sign(IEnumerable<byte[]> keys, string id, string time, byte[] body)
    {
        byte[] signed = [.. SignedPrefix(id, time), .. body];
        return string.Join(
            ' ', keys.Select(key => Version + Convert.ToBase64String(HMACSHA256.HashData(key, signed))));
    }
}
