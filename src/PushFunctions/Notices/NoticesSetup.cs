using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PushFunctions.Notices;

/// <summary>The callbacks, bound to their settings, and what puts what they are told.</summary>
public static class NoticesSetup
{
    public static IServiceCollection AddNotices(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(CallbacksOptions.Section);
        // One by one: as the values of a dictionary, the binder leaves out what it cannot read, and says nothing.
        services.AddOptions<CallbacksOptions>()
            .Configure(options =>
            {
                foreach (var callback in section.GetChildren())
                {
                    var settings = new CallbackOptions();
                    callback.Bind(settings);
                    options.Named.Add(callback.Key, settings);
                }
            })
            .ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<CallbacksOptions>, CallbacksOptionsValidator>()
            .AddOptionsOf<CallbackDeliveryOptions>(configuration, CallbackDeliveryOptions.Section)
            .AddSingleton<CallbackBook>()
            .AddSingleton<PushNotices>();
    }
}
