using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using PushFunctions.Events;
using PushFunctions.Signing;

namespace PushFunctions.Hooks;

/// <summary>
/// Standard Webhooks 1.0 (https://www.standardwebhooks.com): id, time and body are signed, in three headers.
/// </summary>
public sealed class StandardWebhooksScheme : SignatureScheme
{
    public override string Name => "StandardWebhooks";

    public override bool SignsId => true;

    public override SecretRead ReadSecret(string secret) => StandardWebhooks.ReadSecret(secret);

    public override SignatureRead Read(IHeaderDictionary headers, DateTimeOffset now)
    {
        if (Only(headers, StandardWebhooks.IdHeader, out var refused) is not { } id) return refused!;
        if (Only(headers, StandardWebhooks.TimeHeader, out refused) is not { } time) return refused!;
        if (Only(headers, StandardWebhooks.SignatureHeader, out refused) is not { } signatures) return refused!;
        if (!EventNames.IsName(id))
        {
            return SignatureRead.Refused.Malformed(
                $"webhook-id has {id.Length} characters, or control characters; give 1 to {EventNames.MaxLength}.");
        }

        // The dot parts id, time and body. With one inside, the same bytes would be signed for two readings.
        if (id.Contains('.', StringComparison.Ordinal))
            return SignatureRead.Refused.Malformed("webhook-id holds a dot, which the specification does not allow.");
        if (CheckTime(StandardWebhooks.TimeHeader, time, now) is { } wrongTime) return wrongTime;

        var digests = new List<byte[]>();
        foreach (var signature in signatures.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            // Other versions stand beside ours while a sender changes over.
            if (!signature.StartsWith(StandardWebhooks.Version, StringComparison.Ordinal)) continue;
            var digest = new byte[signature.Length];
            if (Convert.TryFromBase64String(signature[StandardWebhooks.Version.Length..], digest, out var length)
                && length == SHA256.HashSizeInBytes)
            {
                digests.Add(digest[..length]);
            }
        }

        if (digests.Count == 0)
            return SignatureRead.Refused.Malformed("webhook-signature holds no 'v1,' and base64 of 32 bytes.");
        return new SignatureRead.Claimed(
            new(StandardWebhooks.SignedPrefix(id, time), digests) { SignedId = id });
    }
}
