namespace AgoraChat.Push;

/// <summary>Turns a call without a readable answer into what it means: was it sent, or surely not.</summary>
internal static class NoAnswers
{
    /// <summary>Whether the transport gave up, not the caller.</summary>
    public static bool IsOne(Exception failure, CancellationToken cancellationToken) =>
        failure is HttpRequestException or IOException
        || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    public static AgoraChatException Read(string endpoint, Exception failure, bool wasWritten, TimeSpan elapsed)
    {
        if (wasWritten || !IsConnecting(failure))
            return After(endpoint, $"got no answer ({failure.Message.TrimEnd('.')})", failure);

        return new AgoraChatException(
            AgoraChatErrorKind.Unavailable,
            $"{endpoint} could not be sent: no connection ({failure.Message.TrimEnd('.')}). "
                + "Check BaseUrl and the network; try again later.",
            failure)
        {
            MayHaveBeenSent = false,
            FailedConnectingAfter = elapsed,
        };
    }

    public static AgoraChatException After(string endpoint, string what, Exception? cause = null) =>
        new(
            AgoraChatErrorKind.Unknown,
            $"{endpoint} {what}. It may have been sent; to repeat it may send twice.",
            cause)
        {
            MayHaveBeenSent = true,
        };

    /// <summary>The time was over before there was a token to begin with.</summary>
    public static AgoraChatException WithoutToken(string endpoint, TimeSpan timeout, Exception cause) =>
        new(
            AgoraChatErrorKind.Unavailable,
            $"{endpoint} was not sent: no token came within {timeout.TotalSeconds:0.###} s (CallTimeout). "
                + "Try again later.",
            cause)
        {
            MayHaveBeenSent = false,
        };

    /// <summary>The far side has been down for nearly every call, so this one was not tried.</summary>
    public static AgoraChatException NotTried(string endpoint, TimeSpan? pause, Exception cause) =>
        new(
            AgoraChatErrorKind.Unavailable,
            $"{endpoint} was not sent: nearly all calls of the last seconds failed, and calls pause (BreakFor). "
                + "Try again later.",
            cause)
        {
            MayHaveBeenSent = false,
            RetryAfter = pause,
        };

    // A connect timeout comes as a cancellation that nobody asked for.
    private static bool IsConnecting(Exception failure) => failure is OperationCanceledException
        or HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        };
}
