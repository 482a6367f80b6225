using Microsoft.Extensions.Logging;

namespace PushFunctions.Recover;

internal static partial class Log
{
    [LoggerMessage(5500, LogLevel.Warning, "Push {PushId}: {What} was late and is put again.")]
    public static partial void PutAgain(this ILogger log, string pushId, string what);

    [LoggerMessage(5501, LogLevel.Warning, "Push {PushId} could not be looked at; the next run does.")]
    public static partial void NotLookedAt(this ILogger log, Exception exception, string pushId);

    [LoggerMessage(5504, LogLevel.Warning, "Push {PushId} could not be brought to its time; the next run does.")]
    public static partial void NotOpened(this ILogger log, Exception exception, string pushId);

    [LoggerMessage(5505, LogLevel.Information,
        "Push {PushId} rested when its time was over; nobody is called any more.")]
    public static partial void ExpiredAtRest(this ILogger log, string pushId);

    [LoggerMessage(5507, LogLevel.Warning,
        "Push {PushId}: nothing could be sent since {Since:O}; it is shown as stalled and goes on trying.")]
    public static partial void Throttled(this ILogger log, string pushId, DateTimeOffset since);

    [LoggerMessage(5506, LogLevel.Information, "Push {PushId} is sending again.")]
    public static partial void GoesOn(this ILogger log, string pushId);

    [LoggerMessage(5502, LogLevel.Warning, "The poison queue {Queue} could not be drained; the next run does.")]
    public static partial void NotDrained(this ILogger log, Exception exception, string queue);

    [LoggerMessage(5503, LogLevel.Warning, "A message of {Queue} stays there: {MessageId}.")]
    public static partial void PoisonStays(this ILogger log, Exception exception, string queue, string messageId);

    [LoggerMessage(5508, LogLevel.Error,
        "Push {PushId} cannot be looked at: its rows cannot be read. The others are looked at.")]
    public static partial void NotUnderstood(this ILogger log, Exception exception, string pushId);

    [LoggerMessage(5509, LogLevel.Error,
        "Push {PushId} cannot be brought to its time: its rows cannot be read. The others are.")]
    public static partial void CannotBeOpened(this ILogger log, Exception exception, string pushId);

    [LoggerMessage(5510, LogLevel.Error,
        "Push {PushId}: a retry step of {Bucket:O} cannot be put again. Those of others are.")]
    public static partial void CannotBeRung(
        this ILogger log, Exception exception, string pushId, DateTimeOffset bucket);

    [LoggerMessage(5511, LogLevel.Error,
        "Push {PushId} is named as held, and its row cannot be read. The name stays; others are looked at.")]
    public static partial void NameStays(this ILogger log, Exception exception, string pushId);
}
