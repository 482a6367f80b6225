namespace PushFunctions.Problems;

/// <summary>Why a request was refused, as RFC 9457 says it. Nothing of a refused request is kept or sent.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">A stable name; <c>docs/errors.md</c> lists all.</param>
/// <param name="Title">What happened, in a few words.</param>
/// <param name="Detail">The number, the limit, what to do.</param>
public sealed record Problem(int Status, string Code, string Title, string Detail)
{
    /// <summary>The fields that are wrong.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>When to come back.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>One wrong field.</summary>
/// <param name="Path">Where it is, as a JSON pointer (<c>/to/users/3</c>); empty for the body as a whole.</param>
/// <param name="Message">What is wrong and what is allowed.</param>
public sealed record FieldError(string Path, string Message);
