namespace PushFunctions.ManyPreferences;

/// <summary>What is done of one line: a bit for each call that was made well, one for each that was refused.</summary>
[Flags]
public enum LineStates
{
    None = 0,

    DisplayDone = 1,
    NotificationsDone = 2,
    LanguageDone = 4,

    DisplayFailed = 8,
    NotificationsFailed = 16,
    LanguageFailed = 32,

    /// <summary>It was tried; what is neither done nor failed is tried again.</summary>
    Tried = 64,

    /// <summary>It was refused when it came.</summary>
    Refused = 128,
}
