using Microsoft.Extensions.Logging;

namespace PushFunctions.Callbacks;

internal static partial class Log
{
    [LoggerMessage(8501, LogLevel.Information,
        "Push {PushId}: the callback {Callback} was told {Event}, and answered {Status}.")]
    public static partial void Told(this ILogger log, string pushId, string @event, string callback, int status);

    [LoggerMessage(8502, LogLevel.Warning,
        "Push {PushId}: the callback {Callback} was not told {Event}, try {Try} of {Tries}: {Reason}. "
        + "The next is in {Seconds:0} s.")]
    public static partial void NotTold(
        this ILogger log, string pushId, string @event, string callback, int @try, int tries, string reason,
        double seconds);

    [LoggerMessage(8503, LogLevel.Warning,
        "The callback {Callback} leads to {Host}, for which no address was found; each call looks it up again.")]
    public static partial void NotResolved(this ILogger log, Exception exception, string callback, string host);
}
