using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PushFunctions;

/// <summary>Binds options to a section of the settings, and checks both at start.</summary>
internal static class SettingsSections
{
    public static IServiceCollection AddOptionsOf<TOptions>(
        this IServiceCollection services, IConfiguration configuration, string section)
        where TOptions : class
    {
        var settings = configuration.GetSection(section);
        services.AddOptions<TOptions>()
            // Before they are bound: the binder passes over some of what is wrong, and has its own words for the rest.
            .Configure(_ => SettingWords.Require<TOptions>(settings))
            .Bind(settings)
            .ValidateOnStart();
        return services.AddSingleton<IValidateOptions<TOptions>>(new SettingsValidator<TOptions>(section));
    }
}
