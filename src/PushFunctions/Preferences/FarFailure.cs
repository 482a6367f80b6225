namespace PushFunctions.Preferences;

/// <summary>What a failed call about settings or templates means. Pure.</summary>
public enum FarFailure
{
    /// <summary>The same call may pass later.</summary>
    Away,

    UnknownUser,

    UnknownTemplate,

    /// <summary>The app has not the advanced push features.</summary>
    NotEnabled,

    /// <summary>The same call will be refused again, or until credentials or the plan are others.</summary>
    Refused,
}
