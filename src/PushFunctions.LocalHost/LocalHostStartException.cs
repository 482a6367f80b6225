namespace PushFunctions.LocalHost;

/// <summary>The host cannot start; the message says everything that is wrong, in one line.</summary>
public sealed class LocalHostStartException : Exception
{
    /// <summary>Makes the exception from all that was found.</summary>
    public LocalHostStartException(IReadOnlyList<string> errors, Exception? inner = null)
        : base(string.Join(" | ", errors), inner) => Errors = errors;

    /// <summary>Each thing that is wrong, and what to do about it.</summary>
    public IReadOnlyList<string> Errors { get; }
}
