using Microsoft.Extensions.Logging;

namespace PushFunctions.Map;

internal static partial class Log
{
    [LoggerMessage(2000, LogLevel.Information, "The mapping of '{Type}' of app '{App}' is used in version {Version}.")]
    public static partial void Changed(this ILogger log, string app, string type, string version);

    [LoggerMessage(2001, LogLevel.Error,
        "The stored mapping of '{Type}' of app '{App}' cannot be used, and the file of that type, if any, is: {Why}")]
    public static partial void Unusable(this ILogger log, string app, string type, string why);
}
