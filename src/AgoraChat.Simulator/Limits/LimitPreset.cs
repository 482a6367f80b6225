namespace AgoraChat.Simulator;

/// <summary>Whose documented limits hold.</summary>
public enum LimitPreset
{
    /// <summary>Agora's, for its paid plans.</summary>
    Agora,

    /// <summary>Agora's, and 10 calls a second in all.</summary>
    AgoraFree,

    /// <summary>Easemob's.</summary>
    Easemob,
}
