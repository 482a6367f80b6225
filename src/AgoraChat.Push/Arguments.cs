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
}
