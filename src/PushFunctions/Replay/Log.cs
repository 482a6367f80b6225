using Microsoft.Extensions.Logging;

namespace PushFunctions.Replay;

internal static partial class Log
{
    [LoggerMessage(7500, LogLevel.Information, "Push {PushId}: replay {Round} is to send to {Users} users again.")]
    public static partial void Replayed(this ILogger log, string pushId, int round, int users);
}
