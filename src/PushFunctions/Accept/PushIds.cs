using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PushFunctions.Accept;

/// <summary>
/// Makes a push's id from what makes an event itself: the same event is the same push, on every instance.
/// </summary>
public static class PushIds
{
    private const int Length = 26;
    private const string Base32 = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>The first 26 letters of base32(SHA-256(length-prefixed app, source, id)): 130 bits.</summary>
    public static string Create(string app, string source, string eventId)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (var part in (ReadOnlySpan<string>)[app, source, eventId])
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        var digest = hash.GetHashAndReset();
        return string.Create(Length, digest, static (letters, bits) =>
        {
            for (var letter = 0; letter < letters.Length; letter++)
            {
                var value = 0;
                for (var bit = letter * 5; bit < letter * 5 + 5; bit++)
                    value = value << 1 | bits[bit / 8] >> 7 - bit % 8 & 1;
                letters[letter] = Base32[value];
            }
        });
    }

    /// <summary>A number made of a push's id, always the same: 1 to 2^50, which no reader of JSON rounds.</summary>
    public static long NumberOf(string id) => 1 + id.Take(10).Aggregate(
        0L, (number, letter) => number << 5 | (uint)Base32.IndexOf(letter, StringComparison.Ordinal));

    /// <summary>Whether this can be a push's id.</summary>
    public static bool IsValid(string id) => id.Length == Length && id.All(Base32.Contains);
}
