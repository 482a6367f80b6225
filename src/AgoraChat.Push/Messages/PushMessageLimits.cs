namespace AgoraChat.Push;

/// <summary>The far side's limits of one message. All are inclusive.</summary>
/// <remarks>
/// A character is a UTF-16 code unit (<see cref="string.Length"/>). Agora's document does not say what it counts;
/// counts of code points or graphemes are never larger, so what passes here passes there. Easemob's says that a Chinese
/// character of a title or a content is two: <see cref="CharacterCounting.CjkTwice"/>.
/// Source: "Push notification management".
/// </remarks>
public static class PushMessageLimits
{
    /// <summary>Most characters of a title; at least one is needed.</summary>
    public const int TitleLength = 32;

    /// <summary>Most characters of a subtitle.</summary>
    public const int SubTitleLength = 10;

    /// <summary>Most characters of the content; at least one is needed.</summary>
    public const int ContentLength = 100;

    /// <summary>Most pairs in <c>ext</c>.</summary>
    public const int ExtPairs = 10;

    /// <summary>Most characters of <c>ext</c>, written as JSON without white space.</summary>
    public const int ExtLength = 1_024;

    /// <summary>How many characters a title or a content has, as the far side may count them.</summary>
    public static int CountCharacters(string text, CharacterCounting counting) => Characters.Count(text, counting);

    /// <summary>Most bytes of the whole message, written as UTF-8 JSON without white space.</summary>
    public const int TotalBytes = 16 * 1_024;
}
