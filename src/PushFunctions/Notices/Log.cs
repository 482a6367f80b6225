using Microsoft.Extensions.Logging;

namespace PushFunctions.Notices;

internal static partial class Log
{
    [LoggerMessage(8500, LogLevel.Debug, "Push {PushId}: {Event} is put for the callback {Callback}.")]
    public static partial void Put(this ILogger log, string pushId, string @event, string callback);
}
