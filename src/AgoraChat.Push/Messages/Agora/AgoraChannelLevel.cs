namespace AgoraChat.Push;

/// <summary>The importance of an Android notification channel, when it is created.</summary>
public enum AgoraChannelLevel
{
    /// <summary>Low; Easemob says lowest.</summary>
    Low = 0,

    /// <summary>Medium. The far side's default.</summary>
    Medium = 3,

    /// <summary>High.</summary>
    High = 4,
}
