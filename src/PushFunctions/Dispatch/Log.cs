using Microsoft.Extensions.Logging;
using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

internal static partial class Log
{
    [LoggerMessage(3000, LogLevel.Debug, "Push {PushId}: step {Step} put {Parcels} parcels of {Calls} calls in all.")]
    public static partial void Fed(this ILogger log, string pushId, int step, int parcels, int calls);

    [LoggerMessage(3001, LogLevel.Debug,
        "Push {PushId}: {Mark} of {Batches} batches and {RetryMark} of {Retries} retry parcels are settled.")]
    public static partial void Looked(
        this ILogger log, string pushId, int mark, int batches, int retryMark, int retries);

    [LoggerMessage(3002, LogLevel.Information, "Push {PushId}: {State}, {Accepted} of {Targets} users accepted.")]
    public static partial void Ended(this ILogger log, string pushId, PushState state, int accepted, int targets);

    [LoggerMessage(3009, LogLevel.Information, "Push {PushId} to {To}: {State}.")]
    public static partial void TaskEnded(this ILogger log, string pushId, PushState state, string to);

    [LoggerMessage(3003, LogLevel.Information, "Push {PushId}: {Users} users are tried again in {Parcels} parcels.")]
    public static partial void Retrying(this ILogger log, string pushId, int users, int parcels);

    [LoggerMessage(3007, LogLevel.Information,
        "Push {PushId}: {Users} users of its replay are tried again in {Parcels} parcels.")]
    public static partial void Replaying(this ILogger log, string pushId, int users, int parcels);

    [LoggerMessage(3005, LogLevel.Information, "Push {PushId}: {Users} users who were not fed yet have expired.")]
    public static partial void Expired(this ILogger log, string pushId, int users);

    [LoggerMessage(3006, LogLevel.Information,
        "Push {PushId}: {Users} users are not tried again; their time is over.")]
    public static partial void NotRetried(this ILogger log, string pushId, int users);

    [LoggerMessage(3008, LogLevel.Error,
        "Push {PushId}: {Users} users who were not fed yet are given up; nothing could be sent for too long.")]
    public static partial void GivenUp(this ILogger log, string pushId, int users);

    [LoggerMessage(3004, LogLevel.Warning,
        "Push {PushId}: {Messages} messages that were not put, or lost, were put again.")]
    public static partial void PutAgain(this ILogger log, string pushId, int messages);
}
