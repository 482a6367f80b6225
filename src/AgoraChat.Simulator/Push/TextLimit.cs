namespace AgoraChat.Simulator;

/// <summary>How long one text of a message may be.</summary>
internal sealed record TextLimit(string Name, int Most, bool IsRequired, bool CountsCjk)
{
    public bool IsKept(string text, SimulatorSwitches switches) =>
        text.Length + (CountsTwice(switches) ? text.Count(IsCjk) : 0) <= Most;

    /// <summary>As many characters from the start as are allowed; no surrogate pair is split.</summary>
    public string Cut(string text, SimulatorSwitches switches)
    {
        var (length, left) = (0, Most);
        while (length < text.Length)
        {
            var units = char.IsSurrogatePair(text, length) ? 2 : 1;
            left -= units + (CountsTwice(switches) && IsCjk(text[length]) ? 1 : 0);
            if (left < 0)
                break;
            length += units;
        }

        return text[..length];
    }

    private bool CountsTwice(SimulatorSwitches switches) => CountsCjk && switches.CjkCountsTwice;

    // What Unicode calls wide: ideographs with their punctuation, kana, Hangul, full-width forms. Rare ideographs are
    // two code units, so they count as two anyway.
    private static bool IsCjk(char unit) => unit is (>= '\u1100' and <= '\u115F') or (>= '\u2E80' and <= '\u303E')
        or (>= '\u3041' and <= '\uA4CF') or (>= '\uA960' and <= '\uA97F') or (>= '\uAC00' and <= '\uD7A3')
        or (>= '\uF900' and <= '\uFAFF') or (>= '\uFE10' and <= '\uFE19') or (>= '\uFE30' and <= '\uFE6F')
        or (>= '\uFF01' and <= '\uFF60') or (>= '\uFFE0' and <= '\uFFE6');
}
