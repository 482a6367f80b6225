using Microsoft.Extensions.DependencyInjection;

namespace PushFunctions.ManyPreferences;

/// <summary>The services of this stage.</summary>
internal static class ManyPreferencesSetup
{
    public static IServiceCollection AddManyPreferences(this IServiceCollection services) =>
        services
            .AddSingleton<PreferenceJobs>()
            .AddSingleton<BulkCalls>()
            .AddSingleton<ApplyHandler>()
            .AddSingleton<JobTending>()
            .AddSingleton<TendHandler>()
            .AddSingleton<PutManyNotificationsHandler>()
            .AddSingleton<GetPreferencesHandler>()
            .AddSingleton<ListPreferenceFailuresHandler>();
}
