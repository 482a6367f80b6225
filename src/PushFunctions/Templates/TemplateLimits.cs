namespace PushFunctions.Templates;

/// <summary>
/// What templates may cost. Far above what a message of 16 KB needs, and far below what would hold a request up.
/// </summary>
public static class TemplateLimits
{
    /// <summary>Longest template, in characters.</summary>
    public const int TemplateLength = 8 * 1024;

    /// <summary>Most expressions in one template: each is compiled.</summary>
    public const int Expressions = 200;

    /// <summary>Most blocks inside each other.</summary>
    public const int Depth = 8;

    /// <summary>Most expressions in all templates of one mapping.</summary>
    public const int ExpressionsInAll = 1_000;

    /// <summary>Most characters that one template makes.</summary>
    public const int Output = 64 * 1024;

    /// <summary>Most turns of all loops of one message.</summary>
    public const int Turns = 10_000;

    /// <summary>
    /// Most steps of all messages of one event. An expression is one, a value that is looked up is one and one more for
    /// each member it has; a turn counts as many as its template has expressions.
    /// </summary>
    public const int Steps = 2_000_000;

    /// <summary>Most characters that all templates of one event make, users with equal messages included.</summary>
    public const int OutputInAll = 16 * 1024 * 1024;

    /// <summary>
    /// Longest time for all messages of one event: a net for a host that has too much to do. What is too much for any
    /// host is above.
    /// </summary>
    public static readonly TimeSpan Time = TimeSpan.FromSeconds(10);
}
