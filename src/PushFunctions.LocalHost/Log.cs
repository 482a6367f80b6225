namespace PushFunctions.LocalHost;

/// <summary>The lines a local host writes; event ids are the 9000s.</summary>
internal static partial class Log
{
    [LoggerMessage(9001, LogLevel.Information, "Runs {Functions} functions at {Address}.")]
    public static partial void Serving(ILogger logger, int functions, Uri address);

    [LoggerMessage(9002, LogLevel.Warning, "Gave up waiting for {Runs} triggers; their messages come back in time.")]
    public static partial void GaveUpDraining(ILogger logger, int runs);

    [LoggerMessage(9003, LogLevel.Error, "{Function} failed.")]
    public static partial void Failed(ILogger logger, Exception exception, string function);

    [LoggerMessage(9010, LogLevel.Debug, "{Function}: the caller went away.")]
    public static partial void CallerGone(ILogger logger, string function);

    [LoggerMessage(9020, LogLevel.Information, "{Function} waits for queue {Queue}, which does not exist yet.")]
    public static partial void QueueMissing(ILogger logger, string function, string queue);

    [LoggerMessage(9021, LogLevel.Warning, "{Function} cannot read queue {Queue}: {Reason} It keeps trying.")]
    public static partial void QueueFailing(ILogger logger, string function, string queue, string reason);

    [LoggerMessage(9022, LogLevel.Information, "{Function} reads queue {Queue}.")]
    public static partial void QueueWorking(ILogger logger, string function, string queue);

    [LoggerMessage(9023, LogLevel.Warning, "{Function} failed on message {Message}, try {Try} of {Tries}.")]
    public static partial void TryFailed(
        ILogger logger, Exception exception, string function, string message, long @try, int tries);

    [LoggerMessage(9024, LogLevel.Error, "{Function}: message {Message} {Reason}; it is put on {Poison}.")]
    public static partial void SetAside(ILogger logger, string function, string message, string reason, string poison);

    [LoggerMessage(9025, LogLevel.Warning, "{Function}: message {Message} is not settled and comes back in time.")]
    public static partial void NotSettled(ILogger logger, Exception exception, string function, string message);

    [LoggerMessage(9026, LogLevel.Warning, "Message {Message} could not be kept hidden; the next try is in {Wait}.")]
    public static partial void NotRenewed(ILogger logger, Exception exception, string message, TimeSpan wait);

    [LoggerMessage(9027, LogLevel.Warning, "Message {Message} is someone else's now or gone; its run goes on.")]
    public static partial void MessageLost(ILogger logger, string message);

    [LoggerMessage(9028, LogLevel.Error, "{Function}: message {Message} {Reason}; it stays hidden on {Queue}.")]
    public static partial void LeftHidden(ILogger logger, string function, string message, string reason, string queue);

    [LoggerMessage(9030, LogLevel.Information, "{Function} is fired by this host.")]
    public static partial void TimerHeld(ILogger logger, string function);

    [LoggerMessage(9031, LogLevel.Information, "{Function} is fired by another host; this one asks every {Interval}.")]
    public static partial void TimerElsewhere(ILogger logger, string function, TimeSpan interval);

    [LoggerMessage(9032, LogLevel.Warning, "{Function}: its lock cannot be had or renewed: {Reason} It keeps trying.")]
    public static partial void TimerLockFailing(ILogger logger, string function, string reason);

    [LoggerMessage(9033, LogLevel.Warning, "{Function} is not fired by this host any more: its lock is lost.")]
    public static partial void TimerLost(ILogger logger, string function);

    [LoggerMessage(9034, LogLevel.Warning, "{Function}: its lock could not be given up; it ends within {Period}.")]
    public static partial void TimerNotReleased(ILogger logger, Exception exception, string function, TimeSpan period);

    [LoggerMessage(9035, LogLevel.Information, "AzureWebJobsStorage is not set: each host fires all timers.")]
    public static partial void TimersUnlocked(ILogger logger);
}
