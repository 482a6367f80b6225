using Microsoft.Extensions.Options;
using PushFunctions.Notices;

namespace PushFunctions.Callbacks;

/// <summary>Says when a callback is tried again. Pure arithmetic: no clock, no queue.</summary>
public sealed class CallbackSchedule(IOptions<CallbackDeliveryOptions> options)
{
    /// <summary>Tries in all, the first among them.</summary>
    public int Tries => options.Value.Schedule.Count + 1;

    /// <param name="failedTries">Tries that have failed, from 1.</param>
    /// <param name="retryAfter">How long the receiver asks to be left alone; heeded up to the longest wait.</param>
    /// <returns>The wait before the next try, or null when the tries are used up.</returns>
    public TimeSpan? DelayAfter(int failedTries, TimeSpan? retryAfter)
    {
        var delays = options.Value.Schedule;
        if (failedTries > delays.Count) return null;
        var delay = delays[failedTries - 1];
        if (!(retryAfter > delay)) return delay;
        return retryAfter < CallbackDeliveryOptions.LongestDelay ? retryAfter : CallbackDeliveryOptions.LongestDelay;
    }
}
