namespace PushFunctions.Dev.Grammar;

/// <summary>Small harm to bytes, of which nobody can say whether they still mean something.</summary>
internal static class Mutations
{
    public static byte[] Harm(Dice dice, byte[] bytes)
    {
        for (var times = 1 + dice.Below(4); times > 0 && bytes.Length > 1; times--)
        {
            var at = dice.Below(bytes.Length);
            var length = Math.Min(bytes.Length - at, 1 + dice.Below(12));
            bytes = dice.Below(5) switch
            {
                0 => [.. bytes[..at], .. bytes[(at + length)..]],
                1 => [.. bytes[..(at + length)], .. bytes[at..]],
                2 => [.. bytes[..at], (byte)dice.Below(256), .. bytes[at..]],
                3 => [.. bytes[..at], dice.Of([.. "\"{],\\\0"u8]), .. bytes[(at + 1)..]],
                _ => [.. bytes[..at], (byte)(bytes[at] ^ 1 << dice.Below(8)), .. bytes[(at + 1)..]],
            };
        }

        return bytes;
    }
}
