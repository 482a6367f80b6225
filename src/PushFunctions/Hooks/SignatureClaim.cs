using System.Security.Cryptography;

namespace PushFunctions.Hooks;

/// <summary>That somebody who knows a key has signed a body: true when one of the digests is the body's.</summary>
/// <param name="Prefix">The bytes that are signed in front of the body.</param>
/// <param name="Digests">HMAC-SHA256, one for each key that the sender signed with.</param>
public sealed record SignatureClaim(byte[] Prefix, IReadOnlyList<byte[]> Digests)
{
    /// <summary>The sender's id of the event, where it is among the signed bytes.</summary>
    public string? SignedId { get; init; }

    /// <summary>Whether it is true. Takes as long for a wrong signature as for a right one.</summary>
    public bool IsTrueOf(ReadOnlySpan<byte> body, IReadOnlyList<byte[]> keys)
    {
        var isTrue = false;
        foreach (var key in keys)
        {
            using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
            hmac.AppendData(Prefix);
            hmac.AppendData(body);
            var expected = hmac.GetHashAndReset();
            // All are compared, also after one was right.
            foreach (var digest in Digests) isTrue |= CryptographicOperations.FixedTimeEquals(digest, expected);
        }

        return isTrue;
    }
}
