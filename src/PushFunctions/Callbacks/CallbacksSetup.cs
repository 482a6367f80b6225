using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PushFunctions.Egress;
using PushFunctions.Notices;

namespace PushFunctions.Callbacks;

/// <summary>All that tells callbacks what becomes of pushes.</summary>
public static class CallbacksSetup
{
    public static IServiceCollection AddCallbacks(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddNotices(configuration)
            .AddSingleton(provider =>
                provider.GetRequiredService<IOptions<CallbackDeliveryOptions>>().Value.ToRules())
            .AddSingleton<NameLookup>(Dns.GetHostAddressesAsync)
            .AddSingleton<GuardedConnections>()
            .AddSingleton(provider => new CallbackCaller(
                provider.GetRequiredService<GuardedConnections>().Handler,
                provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<CallbackSchedule>()
            .AddSingleton<CallbackHandler>()
            .AddHostedService<CallbackNames>();
}
