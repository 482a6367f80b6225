using AgoraChat.Push;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the client of one app.</summary>
public static class AgoraChatPushRegistration
{
    private const string HttpClientName = "AgoraChat.Push";

    /// <summary>Adds <see cref="AgoraChatPushClient"/> as a singleton, with its options from configuration.</summary>
    /// <param name="services">Where it is added.</param>
    /// <param name="configuration">
    /// Whose keys are the names of <see cref="AgoraChatOptions"/>, such as
    /// <c>builder.Configuration.GetSection("AgoraChat")</c>.
    /// </param>
    public static IServiceCollection AddAgoraChatPush(
        this IServiceCollection services, IConfiguration configuration) =>
        services.AddAgoraChatPush(configuration.Bind);

    /// <summary>
    /// Adds <see cref="AgoraChatPushClient"/> as a singleton. The options are checked at start. A registered
    /// <see cref="TimeProvider"/> is used; the HTTP client <c>AgoraChat.Push</c> can be configured further.
    /// </summary>
    public static IServiceCollection AddAgoraChatPush(
        this IServiceCollection services, Action<AgoraChatOptions> configure)
    {
        services.AddOptions<AgoraChatOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<AgoraChatOptions>, AgoraChatOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpClient(HttpClientName, http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(AgoraChatConnections.Create)
            // The handler replaces its connections itself; the client is kept for good.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            // They would write each address, and with it user ids, at Information.
            .RemoveAllLoggers();
        services.TryAddSingleton(provider => new AgoraChatPushClient(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(HttpClientName),
            provider.GetRequiredService<IOptions<AgoraChatOptions>>().Value,
            provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
