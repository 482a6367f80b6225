namespace PushFunctions.Preferences;

/// <summary>Which call goes first where several wait.</summary>
public enum FarUrgency
{
    /// <summary>Somebody waits for the answer.</summary>
    Awaited = 1,

    /// <summary>One of many.</summary>
    Bulk = 2,
}
