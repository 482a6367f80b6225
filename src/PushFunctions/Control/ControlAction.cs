namespace PushFunctions.Control;

/// <summary>What may be asked of a push.</summary>
public enum ControlAction
{
    Pause,

    Resume,

    Cancel,
}
