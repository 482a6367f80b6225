namespace PushFunctions.Map;

/// <summary>What to do with a rendered message that is over a limit.</summary>
public enum Overflow
{
    Refuse,
    Truncate,
}
