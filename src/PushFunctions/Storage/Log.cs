using Microsoft.Extensions.Logging;

namespace PushFunctions.Storage;

internal static partial class Log
{
    [LoggerMessage(910, LogLevel.Error, "A message of {Queue} was set aside as a dead letter: {Reason}")]
    public static partial void SetAside(this ILogger log, string queue, string reason);
}
