namespace AgoraChat.Push;

/// <summary>Checks on what callers give, made before a call is.</summary>
internal static class Arguments
{
    /// <exception cref="ArgumentException">None, too many, or an empty one.</exception>
    public static void Names(IReadOnlyList<string> names, int most, string what)
    {
        if (names.Count == 0 || names.Count > most)
            throw new ArgumentOutOfRangeException(nameof(names), names.Count, $"A call names 1 to {most} {what}s.");
        if (names.Any(string.IsNullOrEmpty))
            throw new ArgumentException($"A {what} is empty.", nameof(names));
    }

    /// <exception cref="ArgumentException">Longer than allowed.</exception>
    public static string Length(string value, int least, int most, string what) =>
        value.Length >= least && value.Length <= most
            ? value
            : throw new ArgumentException(
                $"The {what} has {value.Length} characters; {least} to {most} are allowed.", nameof(value));

    /// <exception cref="ArgumentOutOfRangeException">Outside of the range.</exception>
    public static int Range(int value, int least, int most, string what) =>
        value >= least && value <= most
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value), value, $"The {what} is {value}; {least} to {most} is allowed.");

    /// <exception cref="ArgumentException">There is none.</exception>
    public static string Present(string value, string what) =>
        string.IsNullOrEmpty(value) ? throw new ArgumentException($"The {what} is empty.", nameof(value)) : value;

    /// <exception cref="ArgumentException">No header can hold it; the message does not show it.</exception>
    public static string Token(string value) =>
        Present(value, "token").AsSpan().ContainsAnyExceptInRange('!', '~')
            ? throw new ArgumentException(
                $"The token is a text of {value.Length} characters, some of which no header may hold; "
                    + "give the bare token.",
                nameof(value))
            : value;
}
