namespace PushFunctions.Preferences;

/// <summary>The names of what can be set about a user's notifications, as requests and answers have them.</summary>
public static class PreferenceFields
{
    public const string DisplayName = "displayName";
    public const string DisplayStyle = "displayStyle";
    public const string Mode = "mode";
    public const string QuietHours = "quietHours";
    public const string MuteFor = "muteFor";
    public const string Language = "language";

    /// <summary>Of the whole app, in the order of the calls that set them.</summary>
    public static IReadOnlyList<string> OfApp { get; } =
        [DisplayName, DisplayStyle, Mode, QuietHours, MuteFor, Language];

    /// <summary>Of one conversation.</summary>
    public static IReadOnlyList<string> OfConversation { get; } = [Mode, MuteFor];
}
