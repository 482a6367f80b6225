namespace AgoraChat.Simulator;

/// <summary>Which names a label may have.</summary>
internal static class LabelName
{
    public const string Rule = "1 to 64 characters of a-z A-Z 0-9 _ - .";

    private const int Longest = 64;

    public static bool IsGood(string name) =>
        name.Length is >= 1 and <= Longest
        && name.All(each => char.IsAsciiLetterOrDigit(each) || each is '_' or '-' or '.');
}
