using Microsoft.Extensions.Logging;

namespace PushFunctions.Claims;

internal static partial class Log
{
    [LoggerMessage(4001, LogLevel.Information, "Push {PushId}: {Parcel} was given back for {Seconds:0} s.")]
    public static partial void GivenBack(this ILogger log, string pushId, string parcel, double seconds);

    [LoggerMessage(4006, LogLevel.Warning, "The names of pushes that are held could not be read.")]
    public static partial void HeldNotRead(this ILogger log, Exception exception);

    [LoggerMessage(4007, LogLevel.Information, "Push {PushId} is held; {Parcel} rests until it is resumed.")]
    public static partial void Rests(this ILogger log, string pushId, string parcel);

    [LoggerMessage(4008, LogLevel.Error,
        "Push {PushId} is stalled until somebody resumes it, its calls are refused: {Answer}")]
    public static partial void Stalled(this ILogger log, string pushId, string answer);

    [LoggerMessage(4010, LogLevel.Warning,
        "Push {PushId}: storage was away when it was to be stalled, or to be sending again.")]
    public static partial void StateNotWritten(this ILogger log, Exception exception, string pushId);

    [LoggerMessage(4009, LogLevel.Information, "Push {PushId} is sending again.")]
    public static partial void GoesOn(this ILogger log, string pushId);

    [LoggerMessage(4004, LogLevel.Warning, "Push {PushId}: the claim on {Parcel} could not be ended after a failure.")]
    public static partial void NotAbandoned(this ILogger log, Exception exception, string pushId, string parcel);
}
