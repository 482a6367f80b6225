using System.Text;
using Microsoft.AspNetCore.Http;
using PushFunctions.Signing;

namespace PushFunctions.Hooks;

/// <summary>
/// Stripe's <c>Stripe-Signature</c>: time and body are signed; the event's id and type are in the body.
/// </summary>
public sealed class StripeScheme : SignatureScheme
{
    private const string Header = "Stripe-Signature";
    private const int MinSecretLength = 16;

    public override string Name => "Stripe";

    /// <summary>The letters are the key, <c>whsec_</c> included: it is no base64 here.</summary>
    public override SecretRead ReadSecret(string secret) => SecretRead.OfText(secret, MinSecretLength);

    public override SignatureRead Read(IHeaderDictionary headers, DateTimeOffset now)
    {
        if (Only(headers, Header, out var refused) is not { } signature) return refused!;
        var parts = signature.Split(',', StringSplitOptions.TrimEntries);
        var times = Values(parts, "t=");
        // v0 is Stripe's for trials; newer versions may stand beside v1.
        var digests = Values(parts, "v1=").Select(HexDigest.Read).OfType<byte[]>().ToList();
        if (times.Count != 1 || digests.Count == 0)
        {
            return SignatureRead.Refused.Malformed(
                $"{Header} is not one 't=' with Unix seconds and a 'v1=' with 64 hexadecimal digits.");
        }

        return CheckTime($"t of {Header}", times[0], now) is { } wrongTime
            ? wrongTime
            : new SignatureRead.Claimed(new(Encoding.UTF8.GetBytes($"{times[0]}."), digests));
    }

    private static List<string> Values(string[] parts, string name) =>
        [.. parts.Where(part => part.StartsWith(name, StringComparison.Ordinal)).Select(part => part[name.Length..])];
}
