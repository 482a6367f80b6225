using Microsoft.Extensions.Logging;

namespace PushFunctions.Hooks;

internal static partial class Log
{
    [LoggerMessage(1500, LogLevel.Error,
        "The changed settings of Hooks cannot be used; the former ones stay. {Problems}")]
    public static partial void ChangeNotUsed(this ILogger log, string problems);
}
