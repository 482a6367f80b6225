namespace AgoraChat.Push;

/// <summary>How the characters of a title and a content are counted.</summary>
/// <remarks>
/// The two documents differ: Agora's limits are "characters", Easemob's count one Chinese character as two. Which one
/// a cluster applies is not documented; what passes as <see cref="CjkTwice"/> passes as <see cref="EachOnce"/> too.
/// Source: "Push notification management".
/// </remarks>
public enum CharacterCounting
{
    /// <summary>Each UTF-16 code unit is one. The default, as Agora documents it.</summary>
    EachOnce,

    /// <summary>
    /// Each UTF-16 code unit is one, but a wide character (CJK ideographs and punctuation, kana, Hangul, full-width
    /// forms) is two. One outside the basic plane, such as a rare ideograph or an emoji, has two units and is two.
    /// </summary>
    CjkTwice,
}
