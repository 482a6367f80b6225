using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PushFunctions.Hooks;

/// <summary>The sources, bound to their settings.</summary>
public static class HooksSetup
{
    public static IServiceCollection AddHookSources(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(HooksOptions.Section);
        // One by one: as the values of a dictionary, the binder leaves out what it cannot read, and says nothing.
        services.AddOptions<HooksOptions>()
            .Configure(options =>
            {
                foreach (var source in section.GetSection(nameof(HooksOptions.Sources)).GetChildren())
                {
                    var settings = new HookSourceOptions();
                    source.Bind(settings);
                    options.Sources.Add(source.Key, settings);
                }
            })
            .ValidateOnStart();
        return services
            .AddSingleton<IOptionsChangeTokenSource<HooksOptions>>(
                new ConfigurationChangeTokenSource<HooksOptions>(section))
            .AddSingleton<IValidateOptions<HooksOptions>, HooksOptionsValidator>()
            .AddSingleton<HookSources>();
    }
}
