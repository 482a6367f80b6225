namespace AgoraChat.Push;

/// <summary>A whole call failed; nothing is known about its users one by one.</summary>
public sealed class AgoraChatException : Exception
{
    public AgoraChatException(AgoraChatErrorKind kind, string message, Exception? innerException = null)
        : base(message, innerException) => Kind = kind;

    /// <summary>What the failure means for the next try.</summary>
    public AgoraChatErrorKind Kind { get; }

    /// <summary>The HTTP status; null when no answer came.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The far side's <c>error</c>, such as <c>reach_limit</c>.</summary>
    public string? Error { get; init; }

    /// <summary>The far side's <c>exception</c>, a Java class name with or without its package.</summary>
    public string? ExceptionName { get; init; }

    /// <summary>The far side's <c>error_description</c>, or the start of a body that is not JSON.</summary>
    public string? Description { get; init; }

    /// <summary>
    /// How long the far side asked to wait, which it usually does not say; or how long this client's own pause
    /// (<see cref="AgoraChatOptions.BreakFor"/>) still lasts.
    /// </summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// The least wait before the same call may pass; wait longer after each further failure. Null when it will be
    /// refused again until something else is changed. See <see cref="MayHaveBeenSent"/> before repeating a push.
    /// </summary>
    public TimeSpan? RetryIn => Kind switch
    {
        AgoraChatErrorKind.Throttled or AgoraChatErrorKind.Unavailable or AgoraChatErrorKind.Unknown =>
            AtLeast(TimeSpan.FromSeconds(1)),
        // Nothing tells when a running task ends; its place is free after five minutes at the latest.
        AgoraChatErrorKind.TaskLimit => AtLeast(TimeSpan.FromSeconds(30)),
        _ => null,
    };

    /// <summary>
    /// False only when surely nothing was taken: the call was refused (4xx), or no byte of it was written. True for
    /// timeouts, resets, unreadable answers and 5xx: to repeat the call may send twice.
    /// </summary>
    public required bool MayHaveBeenSent { get; init; }

    /// <summary>Set when no connection came about: how long that took.</summary>
    internal TimeSpan? FailedConnectingAfter { get; init; }

    /// <summary>The app's token was refused and given up: another attempt would have a new one.</summary>
    internal bool TokenWasDropped { get; set; }

    private TimeSpan AtLeast(TimeSpan floor) => RetryAfter is { } asked && asked > floor ? asked : floor;
}
