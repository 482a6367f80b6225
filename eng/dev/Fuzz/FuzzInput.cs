using PushFunctions.Dev.Grammar;

namespace PushFunctions.Dev.Fuzz;

/// <summary>What may come of a request.</summary>
internal enum Expectation
{
    /// <summary>It must be refused, and leave nothing behind.</summary>
    Refused,

    /// <summary>Whatever the answer, it must leave nothing behind.</summary>
    Harmless,

    /// <summary>It may be taken; then what was promised must come true.</summary>
    Open,
}

/// <summary>One generated request.</summary>
/// <param name="Number">Its number; with the seed it makes the same request again.</param>
/// <param name="Kind">What is wrong with it, in a few words.</param>
/// <param name="Expectation">What may come of it.</param>
/// <param name="Request">What is sent.</param>
internal sealed record FuzzInput(long Number, string Kind, Expectation Expectation, WireRequest Request)
{
    /// <summary>What is sent first.</summary>
    public WireRequest? Before { get; init; }
}
