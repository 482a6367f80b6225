using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using PushFunctions.Events;

namespace PushFunctions.Hooks;

/// <summary>
/// Standard Webhooks 1.0 (https://www.standardwebhooks.com): id, time and body are signed, in three headers.
/// </summary>
public sealed class StandardWebhooksScheme : SignatureScheme
{
    private const string Prefix = "whsec_";
    private const string Version = "v1,";
    private const int MinKeyBytes = 24;

    public override string Name => "StandardWebhooks";

    public override bool SignsId => true;

    public override SecretRead ReadSecret(string secret)
    {
        var text = secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret;
        var key = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, key, out var length))
            return new SecretRead.Refused($"is not base64. Give '{Prefix}' and the base64 of 24 to 64 random bytes.");
        return length < MinKeyBytes
            ? new SecretRead.Refused($"holds {length} bytes; at least {MinKeyBytes} random bytes are needed.")
            : new SecretRead.Key(key[..length]);
    }

    public override SignatureRead Read(IHeaderDictionary headers, DateTimeOffset now)
    {
        if (Only(headers, "webhook-id", out var refused) is not { } id) return refused!;
        if (Only(headers, "webhook-timestamp", out refused) is not { } time) return refused!;
        if (Only(headers, "webhook-signature", out refused) is not { } signatures) return refused!;
        if (!EventNames.IsName(id))
        {
            return SignatureRead.Refused.Malformed(
                $"webhook-id has {id.Length} characters, or control characters; give 1 to {EventNames.MaxLength}.");
        }

        // The dot parts id, time and body. With one inside, the same bytes would be signed for two readings.
        if (id.Contains('.', StringComparison.Ordinal))
            return SignatureRead.Refused.Malformed("webhook-id holds a dot, which the specification does not allow.");
        if (CheckTime("webhook-timestamp", time, now) is { } wrongTime) return wrongTime;

        var digests = new List<byte[]>();
        foreach (var signature in signatures.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            // Other versions stand beside ours while a sender changes over.
            if (!signature.StartsWith(Version, StringComparison.Ordinal)) continue;
            var digest = new byte[signature.Length];
            if (Convert.TryFromBase64String(signature[Version.Length..], digest, out var length)
                && length == SHA256.HashSizeInBytes)
            {
                digests.Add(digest[..length]);
            }
        }

        if (digests.Count == 0)
            return SignatureRead.Refused.Malformed("webhook-signature holds no 'v1,' and base64 of 32 bytes.");
        return new SignatureRead.Claimed(
            new(Encoding.UTF8.GetBytes($"{id}.{time}."), digests) { SignedId = id });
    }
}
