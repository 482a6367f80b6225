using Microsoft.Extensions.Logging;

namespace PushFunctions.Problems;

internal static partial class Log
{
    [LoggerMessage(900, LogLevel.Error, "A request failed by a defect of ours.")]
    public static partial void Unexpected(this ILogger log, Exception exception);

    [LoggerMessage(901, LogLevel.Warning, "A request failed because storage did not answer as expected.")]
    public static partial void StorageFailed(this ILogger log, Exception exception);

    [LoggerMessage(902, LogLevel.Information, "A request's body did not arrive whole: {Why}")]
    public static partial void BodyIncomplete(this ILogger log, string why);

    [LoggerMessage(903, LogLevel.Information, "The sender of a request has gone before its body had arrived.")]
    public static partial void SenderGone(this ILogger log);
}
