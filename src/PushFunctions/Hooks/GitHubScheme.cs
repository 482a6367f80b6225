using Microsoft.AspNetCore.Http;
using PushFunctions.Signing;

namespace PushFunctions.Hooks;

/// <summary>
/// GitHub's <c>X-Hub-Signature-256</c>: the body alone is signed, neither the delivery's id nor the event's type.
/// </summary>
public sealed class GitHubScheme : SignatureScheme
{
    private const string Header = "X-Hub-Signature-256";
    private const string Prefix = "sha256=";
    private const int MinSecretLength = 16;

    public override string Name => "GitHub";

    public override SecretRead ReadSecret(string secret) => SecretRead.OfText(secret, MinSecretLength);

    public override SignatureRead Read(IHeaderDictionary headers, DateTimeOffset now)
    {
        if (Only(headers, Header, out var refused) is not { } signature) return refused!;
        return signature.StartsWith(Prefix, StringComparison.Ordinal)
            && HexDigest.Read(signature[Prefix.Length..]) is { } digest
                ? new SignatureRead.Claimed(new([], [digest]))
                : SignatureRead.Refused.Malformed($"{Header} is not '{Prefix}' and 64 hexadecimal digits.");
    }
}
