namespace PushFunctions.Callbacks;

/// <summary>What became of one try. A failure we expect is a value; an exception is a bug.</summary>
public abstract record CallbackAnswer
{
    private CallbackAnswer()
    {
    }

    /// <summary>It was taken: 2xx.</summary>
    public sealed record Taken(int Status) : CallbackAnswer;

    /// <summary>It may be taken later.</summary>
    /// <param name="Reason">What was answered, or why nothing was.</param>
    /// <param name="RetryAfter">How long the receiver asks to be left alone.</param>
    public sealed record Failed(string Reason, TimeSpan? RetryAfter = null) : CallbackAnswer;

    /// <summary>The receiver wants to hear nothing more at this address: 410.</summary>
    public sealed record Gone : CallbackAnswer;
}
