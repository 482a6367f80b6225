using System.Diagnostics.CodeAnalysis;

namespace PushFunctions.Storage;

/// <summary>
/// Names the partition of a label's members: the label and, for all apps but the default one, the app in front.
/// </summary>
/// <param name="App">The app.</param>
/// <param name="Label">The label as the partition spells it; only lower-case ones are synced.</param>
public sealed record LabelPartition(string App, string Label)
{
    /// <summary>Longest name of a label.</summary>
    public const int MaxLength = 64;

    private const string DefaultApp = "default";

    /// <summary>The partition's key.</summary>
    public string Key => Of(App, Label);

    /// <summary>Whether it is spelled as labels are kept.</summary>
    public bool IsLowerCase => !Label.Any(char.IsAsciiLetterUpper);

    /// <summary>The partition whose members are synced, for this and all other spellings of the name.</summary>
    public LabelPartition LowerCase => this with { Label = Label.ToLowerInvariant() };

    /// <summary>The key of a label's partition.</summary>
    public static string Of(string app, string label) => app == DefaultApp ? label : $"{app}|{label}";

    /// <summary>Reads a partition's key as somebody wrote it; false when no label can be called so.</summary>
    public static bool TryParse(string key, [NotNullWhen(true)] out LabelPartition? partition)
    {
        // A label has no '|', whatever an app is called.
        var bar = key.LastIndexOf('|');
        var (app, label) = bar < 0 ? (DefaultApp, key) : (key[..bar], key[(bar + 1)..]);
        // One label has one partition: the default app is never written in front.
        partition = IsLabel(label) && app.Length > 0 && (bar < 0 || app != DefaultApp) ? new(app, label) : null;
        return partition is not null;
    }

    /// <summary>Whether a label may be called so: 1 to 64 of <c>a-z A-Z 0-9 _ - .</c>, not "." or "..".</summary>
    public static bool IsLabel(string name) =>
        name is { Length: > 0 and <= MaxLength } and not ("." or "..")
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.');
}
