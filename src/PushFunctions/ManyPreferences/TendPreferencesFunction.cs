using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.ManyPreferences;

/// <summary>Puts in order what somebody has left unfinished.</summary>
public sealed class TendPreferencesFunction(TendHandler handler)
{
    [Function("TendPreferences")]
    public Task RunAsync(
        [TimerTrigger("%PreferenceSchedule%", UseMonitor = false)] TimerInfo timer,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(cancellationToken);
}
