using AgoraChat.Push;
using Microsoft.Extensions.DependencyInjection;

namespace PushFunctions.Deliver;

/// <summary>Registers what delivers.</summary>
internal static class DeliverySetup
{
    public static IServiceCollection AddDelivering(this IServiceCollection services) =>
        services
            .AddSingleton<HttpMessageHandler>(_ => AgoraChatConnections.Create())
            .AddSingleton<FarSideApps>()
            .AddHostedService(provider => provider.GetRequiredService<FarSideApps>())
            .AddSingleton<BatchCaller>()
            .AddSingleton<SpoiledMessages>()
            .AddSingleton<BatchCalls>()
            .AddSingleton<ParcelCalls>()
            .AddSingleton<DeliveryHandler>();
}
