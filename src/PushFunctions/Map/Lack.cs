namespace PushFunctions.Map;

/// <summary>What to do when a template prints what the data lacks.</summary>
public enum Lack
{
    /// <summary>Print nothing, with a warning.</summary>
    Empty,

    Refuse,
}
