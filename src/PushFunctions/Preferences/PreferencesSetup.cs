using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace PushFunctions.Preferences;

/// <summary>The services of this stage.</summary>
internal static class PreferencesSetup
{
    public static IServiceCollection AddPreferences(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddOptionsOf<PreferenceOptions>(configuration, PreferenceOptions.Section)
            .AddSingleton<FarCalls>()
            .AddSingleton<PreferenceCaller>()
            .AddSingleton<PreferenceAddress>()
            .AddSingleton<PreferenceBody>()
            .AddSingleton<PreferenceWriter>()
            .AddSingleton<PreferenceSetting>()
            .AddSingleton<PreferenceShowing>()
            .AddSingleton<GetNotificationsHandler>()
            .AddSingleton<PutNotificationsHandler>()
            .AddSingleton<GetConversationHandler>()
            .AddSingleton<PutConversationHandler>()
            .AddTemplates()
            .AddJobs();

    private static IServiceCollection AddTemplates(this IServiceCollection services) =>
        services
            .AddSingleton<FarTemplates>()
            .AddSingleton<TemplateReplacement>()
            .AddSingleton<TemplateDoor>()
            .AddSingleton<CreateTemplateHandler>()
            .AddSingleton<GetTemplateHandler>()
            .AddSingleton<PutTemplateHandler>()
            .AddSingleton<DeleteTemplateHandler>()
            .AddSingleton<TendHandler>();

    private static IServiceCollection AddJobs(this IServiceCollection services) =>
        services
            .AddSingleton<PreferenceJobs>()
            .AddSingleton<BulkCalls>()
            .AddSingleton<ApplyHandler>()
            .AddSingleton<JobTending>()
            .AddSingleton<PutManyNotificationsHandler>()
            .AddSingleton<GetPreferencesHandler>()
            .AddSingleton<ListPreferenceFailuresHandler>();
}
