using Microsoft.Extensions.Logging;

namespace PushFunctions.Deliver;

internal static partial class Log
{
    [LoggerMessage(4000, LogLevel.Warning,
        "Push {PushId}: {Parcel} was taken over by another process; nothing more is written here.")]
    public static partial void Lost(this ILogger log, string pushId, string parcel);

    [LoggerMessage(4002, LogLevel.Warning, "Push {PushId}: the claim on {Parcel} could not be prolonged.")]
    public static partial void NotProlonged(this ILogger log, Exception exception, string pushId, string parcel);

    [LoggerMessage(4003, LogLevel.Warning, "The far side at {Host} was not reached at start.")]
    public static partial void NotReachedAtStart(this ILogger log, Exception exception, string host);
}
