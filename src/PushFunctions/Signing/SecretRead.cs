using System.Text;

namespace PushFunctions.Signing;

/// <summary>What came of reading a secret. A secret is never said again.</summary>
public abstract record SecretRead
{
    private SecretRead()
    {
    }

    /// <summary>The key that the sender signs with.</summary>
    public sealed record Key(byte[] Bytes) : SecretRead;

    /// <param name="Why">What is wrong and what is allowed, without the secret.</param>
    public sealed record Refused(string Why) : SecretRead;

    /// <summary>A secret whose letters are the key.</summary>
    /// <param name="minLength">The fewest characters it may have.</param>
    public static SecretRead OfText(string secret, int minLength) =>
        secret.Length < minLength
            ? new Refused($"has {secret.Length} characters; at least {minLength} are needed.")
            : new Key(Encoding.UTF8.GetBytes(secret));
}
