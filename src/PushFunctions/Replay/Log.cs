using Microsoft.Extensions.Logging;

namespace PushFunctions.Replay;

internal static partial class Log
{
    [LoggerMessage(7500, LogLevel.Information, "Push {PushId}: replay {Round} is to send to {Users} users again.")]
    public static partial void Replayed(this ILogger log, string pushId, int round, int users);

    [LoggerMessage(7501, LogLevel.Information, "Push {PushId}: replay {Round} is to make its call again.")]
    public static partial void TaskReplayed(this ILogger log, string pushId, int round);
}
