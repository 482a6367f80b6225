namespace PushFunctions.Preferences;

/// <summary>The calls that set notifications.</summary>
public enum PreferenceCallKind
{
    /// <summary>Display name and style.</summary>
    Display,

    /// <summary>Mode, quiet hours and muting.</summary>
    Notifications,

    Language,
}
