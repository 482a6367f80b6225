using Microsoft.Extensions.Logging;

namespace PushFunctions.Status;

internal static partial class Log
{
    [LoggerMessage(3510, LogLevel.Information,
        "The limit of {Budget} of {App} was put; it amounts to {CallsPerMinute} calls a minute.")]
    public static partial void LimitPut(this ILogger log, string app, string budget, int callsPerMinute);
}
