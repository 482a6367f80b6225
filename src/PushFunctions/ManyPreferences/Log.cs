using Microsoft.Extensions.Logging;

namespace PushFunctions.ManyPreferences;

internal static partial class Log
{
    [LoggerMessage(6500, LogLevel.Warning,
        "App {App}: the replacement of template {Name} was left in the middle, and goes on.")]
    public static partial void Resumes(this ILogger log, string app, string name);

    [LoggerMessage(6501, LogLevel.Warning,
        "App {App}: the replacement of template {Name} could not go on; the next run meets it again.")]
    public static partial void NotResumed(this ILogger log, Exception exception, string app, string name);

    [LoggerMessage(6510, LogLevel.Information,
        "Preferences {Job}: {Lines} lines were accepted, {Refused} of them refused.")]
    public static partial void JobBegun(this ILogger log, string job, int lines, int refused);

    [LoggerMessage(6511, LogLevel.Information,
        "Preferences {Job}: ended; {Applied} lines were applied, {Failed} failed, {Refused} were refused.")]
    public static partial void JobEnded(this ILogger log, string job, int applied, int failed, int refused);

    [LoggerMessage(6512, LogLevel.Warning,
        "Preferences {Job}: the push service takes no calls ({Why}); the next try is in {Seconds} s.")]
    public static partial void JobWaits(this ILogger log, string job, string why, double seconds);

    [LoggerMessage(6513, LogLevel.Warning, "Preferences {Job}: {Lines} lines were given up.")]
    public static partial void GivenUp(this ILogger log, string job, int lines);

    [LoggerMessage(6514, LogLevel.Warning, "Preferences {Job}: stood still and were put again.")]
    public static partial void JobPutAgain(this ILogger log, string job);

    [LoggerMessage(6515, LogLevel.Warning, "Preferences {Job} could not be looked at; the next run does it.")]
    public static partial void JobNotLookedAt(this ILogger log, Exception exception, string job);
}
