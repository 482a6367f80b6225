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
            .AddSingleton<PutConversationHandler>();
}
