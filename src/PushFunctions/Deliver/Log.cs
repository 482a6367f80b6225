using Microsoft.Extensions.Logging;

namespace PushFunctions.Deliver;

internal static partial class Log
{
    [LoggerMessage(4000, LogLevel.Warning,
        "Push {PushId}: {Parcel} was taken over by another process; nothing more is written here.")]
    public static partial void Lost(this ILogger log, string pushId, string parcel);

    [LoggerMessage(4002, LogLevel.Warning, "Push {PushId}: the claim on {Parcel} could not be prolonged.")]
    public static partial void NotProlonged(this ILogger log, Exception exception, string pushId, string parcel);

    [LoggerMessage(4005, LogLevel.Warning,
        "Push {PushId}: storage was away when {Parcel} was to be taken; it comes back in {Seconds:0} s.")]
    public static partial void NotTaken(
        this ILogger log, Exception exception, string pushId, string parcel, double seconds);

    [LoggerMessage(4003, LogLevel.Warning,
        "The far side at {Host} was not reached when a first connection and token were to be had.")]
    public static partial void NotWarmed(this ILogger log, Exception exception, string host);

    [LoggerMessage(4011, LogLevel.Warning,
        "No app is configured, so every event is refused. Set Agora__Apps__default__BaseUrl and its others.")]
    public static partial void NoApp(this ILogger log);
}
