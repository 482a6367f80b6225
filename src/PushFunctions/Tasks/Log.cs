using Microsoft.Extensions.Logging;

namespace PushFunctions.Tasks;

internal static partial class Log
{
    [LoggerMessage(5100, LogLevel.Error,
        "Push {PushId} to {To}: nobody knows whether its call was taken, and it waits for a person: {Reason}")]
    public static partial void AnswerLost(this ILogger log, string pushId, string to, string reason);

    [LoggerMessage(5101, LogLevel.Error, "Push {PushId} is stalled until somebody resumes it: {Reason}")]
    public static partial void Stalled(this ILogger log, string pushId, string reason);

    [LoggerMessage(5102, LogLevel.Warning, "Push {PushId} to {To}: its call was not taken: {Reason}")]
    public static partial void NotTaken(this ILogger log, string pushId, string to, string reason);

    [LoggerMessage(5103, LogLevel.Information, "Push {PushId} to {To}: task {TaskId}.")]
    public static partial void Taken(this ILogger log, string pushId, string to, long taskId);
}
