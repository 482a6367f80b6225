using Microsoft.Extensions.Logging;

namespace PushFunctions.Retention;

internal static partial class Log
{
    [LoggerMessage(8700, LogLevel.Information, "Removed {Pushes} old pushes and {Messages} old dead messages.")]
    public static partial void CleanedUp(this ILogger log, int pushes, int messages);

    [LoggerMessage(8701, LogLevel.Warning, "Push {PushId} could not be removed; the next run goes on.")]
    public static partial void NotRemoved(this ILogger log, Exception exception, string pushId);

    [LoggerMessage(8702, LogLevel.Error, "Push {PushId} cannot be removed: its rows cannot be read. The others are.")]
    public static partial void CannotBeRemoved(this ILogger log, Exception exception, string pushId);
}
