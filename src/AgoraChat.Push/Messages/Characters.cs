namespace AgoraChat.Push;

/// <summary>Knows the characters of a text.</summary>
internal static class Characters
{
    public static int Count(string text, CharacterCounting counting) =>
        counting == CharacterCounting.CjkTwice ? text.Length + text.Count(IsWide) : text.Length;

    /// <summary>Whether no half of a surrogate pair stands alone.</summary>
    public static bool AreWhole(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at]))
                continue;
            if (!char.IsSurrogatePair(text, at))
                return false;
            at++;
        }

        return true;
    }

    // The halves of a surrogate pair are in none of these ranges: two as they are.
    private static bool IsWide(char unit) => unit is
        (>= '\u1100' and <= '\u115F') // Hangul, leading consonants
        or (>= '\u2E80' and <= '\u303E') // radicals, CJK punctuation
        or (>= '\u3041' and <= '\uA4CF') // kana, Bopomofo, Hangul letters, ideographs, Yi
        or (>= '\uA960' and <= '\uA97F') // Hangul, further leading consonants
        or (>= '\uAC00' and <= '\uD7A3') // Hangul syllables
        or (>= '\uF900' and <= '\uFAFF') // ideographs kept for compatibility
        or (>= '\uFE10' and <= '\uFE19') // CJK punctuation for vertical text
        or (>= '\uFE30' and <= '\uFE6F') // CJK punctuation kept for compatibility
        or (>= '\uFF01' and <= '\uFF60') // full-width forms
        or (>= '\uFFE0' and <= '\uFFE6'); // full-width signs
}
