namespace AgoraChat.Simulator;

/// <summary>Whose documented limits hold.</summary>
public enum LimitPreset
{
    Agora,
    Easemob,
}
