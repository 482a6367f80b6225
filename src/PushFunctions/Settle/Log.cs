using Microsoft.Extensions.Logging;

namespace PushFunctions.Settle;

internal static partial class Log
{
    [LoggerMessage(5000, LogLevel.Debug,
        "Push {PushId}: {Parcel} is settled, {Users} users, {Accepted} accepted, {Retrying} to be tried again.")]
    public static partial void Settled(
        this ILogger log, string pushId, string parcel, int users, int accepted, int retrying);

    [LoggerMessage(5001, LogLevel.Warning,
        "Push {PushId}: {Parcel} was taken over by another process before it was settled here.")]
    public static partial void SettledByAnother(this ILogger log, string pushId, string parcel);

    [LoggerMessage(5002, LogLevel.Error, "Push {PushId}: {Users} users are dead letters; the last answer: {Answer}.")]
    public static partial void Dead(this ILogger log, string pushId, int users, string answer);

    [LoggerMessage(5003, LogLevel.Error,
        "Push {PushId}: a call of {Parcel} was refused as a whole and its users have failed: {Answer}.")]
    public static partial void Refused(this ILogger log, string pushId, string parcel, string answer);

    /// <summary>The far side's own words: they may name a user.</summary>
    [LoggerMessage(5004, LogLevel.Debug, "Push {PushId}: of {Parcel} the push service said: {Description}")]
    public static partial void Said(this ILogger log, string pushId, string parcel, string description);
}
