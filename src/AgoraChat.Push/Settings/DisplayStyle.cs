namespace AgoraChat.Push;

/// <summary>What the push of an offline message shows. Source: "Offline push configuration".</summary>
public enum DisplayStyle
{
    /// <summary>"You have a new message", and nothing of it. The far side's default.</summary>
    Notice = 0,

    /// <summary>Who wrote, and what.</summary>
    Message = 1,
}
