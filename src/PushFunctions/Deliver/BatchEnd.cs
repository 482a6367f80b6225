namespace PushFunctions.Deliver;

/// <summary>How the calls of a batch ended.</summary>
public enum BatchEnd
{
    /// <summary>All of its users are decided on.</summary>
    Decided,

    /// <summary>Some are not: the process stops, or waited too long, before a call.</summary>
    Open,

    /// <summary>Some are not, and no call of the push can pass until a person has mended something.</summary>
    Stalled,
}
