using Microsoft.Extensions.DependencyInjection;

namespace PushFunctions.Deliver;

/// <summary>Registers what delivers.</summary>
internal static class DeliverySetup
{
    public static IServiceCollection AddDelivering(this IServiceCollection services) =>
        services
            .AddSingleton(_ => new FarSideConnections())
            .AddSingleton<FarSideApps>()
            .AddHostedService(provider => provider.GetRequiredService<FarSideApps>())
            .AddSingleton<PacedCalls>()
            .AddSingleton<BatchCaller>()
            .AddSingleton<SpoiledMessages>()
            .AddSingleton<BatchCalls>()
            .AddSingleton<ParcelCalls>()
            .AddSingleton<DeliveryHandler>();
}
