using Microsoft.Extensions.Logging;

namespace PushFunctions.Expand;

internal static partial class Log
{
    [LoggerMessage(3020, LogLevel.Information, "Push {PushId}: all of its {Users} users are found by their labels.")]
    public static partial void Found(this ILogger log, string pushId, int users);
}
