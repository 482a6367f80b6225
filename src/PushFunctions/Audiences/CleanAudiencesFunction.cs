using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Audiences;

/// <summary>Removes lists that nobody needs any more, and goes on with checks that stand still.</summary>
public sealed class CleanAudiencesFunction(AudienceCleaner cleaner)
{
    [Function("CleanAudiences")]
    public Task RunAsync(
        [TimerTrigger("%AudienceSchedule%", UseMonitor = false)] TimerInfo timer,
        CancellationToken cancellationToken) =>
        cleaner.CleanAsync(cancellationToken);
}
