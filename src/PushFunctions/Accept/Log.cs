using Microsoft.Extensions.Logging;

namespace PushFunctions.Accept;

internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Information,
        "Push {PushId}: accepted for {Targets} users in {Calls} calls (duplicate: {Duplicate}).")]
    public static partial void Accepted(this ILogger log, string pushId, int targets, int calls, bool duplicate);

    [LoggerMessage(1001, LogLevel.Information, "An event was refused: {Status} {Code}.")]
    public static partial void Refused(this ILogger log, int status, string code);
}
