using Microsoft.Extensions.Logging;

namespace PushFunctions.Control;

internal static partial class Log
{
    [LoggerMessage(7000, LogLevel.Information, "Push {PushId}: {What}, as it was asked.")]
    public static partial void Changed(this ILogger log, string pushId, string what);
}
