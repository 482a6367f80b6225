using Microsoft.Extensions.Logging;

namespace PushFunctions.Audiences;

internal static partial class Log
{
    [LoggerMessage(8000, LogLevel.Information,
        "Audience {Name}: put with {Count} users, {Refused} lines refused, from {Runs} runs.")]
    public static partial void Put(this ILogger log, string name, int count, int refused, int runs);

    [LoggerMessage(8001, LogLevel.Information, "Audience {Audience}: {Lines} lines read, {Merged} users merged.")]
    public static partial void Moved(this ILogger log, string audience, int lines, int merged);

    [LoggerMessage(8002, LogLevel.Information, "Audience {Audience}: checked, {Count} users.")]
    public static partial void Checked(this ILogger log, string audience, int count);

    [LoggerMessage(8003, LogLevel.Warning, "Audience {Audience}: the check failed: {Code}.")]
    public static partial void CheckFailed(this ILogger log, string audience, string code);

    [LoggerMessage(8004, LogLevel.Warning, "Audience {Audience}: its check stood still and was put again.")]
    public static partial void PutAgain(this ILogger log, string audience);

    [LoggerMessage(8005, LogLevel.Information,
        "Audience {Audience}: version {Version}, which nobody reads, was deleted.")]
    public static partial void Removed(this ILogger log, string audience, string version);

    [LoggerMessage(8006, LogLevel.Warning, "Audience {Audience}: version {Version} could not be looked at.")]
    public static partial void NotLookedAt(this ILogger log, Exception exception, string audience, string version);
}
