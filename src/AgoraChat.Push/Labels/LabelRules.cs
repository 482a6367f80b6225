using System.Text.RegularExpressions;

namespace AgoraChat.Push;

/// <summary>What a label may be called.</summary>
internal static partial class LabelRules
{
    /// <exception cref="ArgumentException">It cannot be a label's name; the message says why.</exception>
    public static string Name(string name)
    {
        Arguments.Length(name, 1, LabelsClient.MaxNameLength, "label's name");
        if (!Allowed().IsMatch(name))
        {
            throw new ArgumentException(
                $"The label's name is \"{name}\"; a-z, A-Z, 0-9, '_', '-' and '.' are allowed.", nameof(name));
        }

        // Within the rule, and yet nobody could ever ask for it again.
        if (name is "." or "..")
            throw new ArgumentException($"The label's name is \"{name}\", which no address can hold.", nameof(name));
        return name;
    }

    /// <exception cref="ArgumentException">It is too long.</exception>
    public static string? Description(string? description) =>
        description is null
            ? null
            : Arguments.Length(description, 0, LabelsClient.MaxDescriptionLength, "label's description");

    [GeneratedRegex(@"^[A-Za-z0-9_.\-]+\z")]
    private static partial Regex Allowed();
}
