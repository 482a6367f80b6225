using Microsoft.Extensions.Logging;

namespace PushFunctions.Budgets;

internal static partial class Log
{
    [LoggerMessage(3500, LogLevel.Warning,
        "The far side refused a call of {App} as too fast; {Budget} is held back for {Seconds:0.0} s and goes on at "
        + "{CallsPerMinute:0.#} calls a minute.")]
    public static partial void HeldBack(
        this ILogger log, string app, string budget, double seconds, double callsPerMinute);

    [LoggerMessage(3502, LogLevel.Information,
        "{Calls} calls of {App} left later than their slots of {Budget} allow; the next ones keep their distance.")]
    public static partial void MadeRoom(this ILogger log, int calls, string app, string budget);

    [LoggerMessage(3501, LogLevel.Warning,
        "Slots of {Budget} of {App} could not be reserved; storage did not answer as expected. Trying again.")]
    public static partial void ReservationFailed(this ILogger log, Exception? exception, string app, string budget);
}
