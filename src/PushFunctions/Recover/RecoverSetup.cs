using Microsoft.Extensions.DependencyInjection;

namespace PushFunctions.Recover;

/// <summary>The services of this stage.</summary>
internal static class RecoverSetup
{
    public static IServiceCollection AddRecovering(this IServiceCollection services) =>
        services
            .AddSingleton<WorkIndex>()
            .AddSingleton<QueueLine>()
            .AddSingleton<QuietPushes>()
            .AddSingleton<ThrottledPushes>()
            .AddSingleton<StallNotices>()
            .AddSingleton<PushRepair>()
            .AddSingleton<ExpiredPauses>()
            .AddSingleton<PushLook>()
            .AddSingleton<HeldNames>()
            .AddSingleton<ScheduledPushes>()
            .AddSingleton<WatchdogHandler>()
            .AddSingleton<PoisonedParcels>()
            .AddSingleton<PoisonedChecks>()
            .AddSingleton<PoisonHandler>();
}
