using Microsoft.Extensions.Logging;
using PushFunctions.Storage;

namespace PushFunctions.Wait;

internal static partial class Log
{
    [LoggerMessage(5200, LogLevel.Information, "Push {PushId}: its sender was told {Outcome}, {Status}.")]
    public static partial void Answered(this ILogger log, string pushId, UserOutcome outcome, string status);

    [LoggerMessage(5201, LogLevel.Warning, "Push {PushId}: no answer for its sender, it goes on by itself: {Reason}")]
    public static partial void GoesOn(this ILogger log, string pushId, string reason);

    [LoggerMessage(5204, LogLevel.Warning, "Push {PushId}: no answer for its sender, it is stalled: {Reason}")]
    public static partial void Stalls(this ILogger log, string pushId, string reason);

    /// <summary>The far side's own words: they may name a user.</summary>
    [LoggerMessage(5203, LogLevel.Debug, "Push {PushId}: the push service said: {Description}")]
    public static partial void Said(this ILogger log, string pushId, string description);
}
