using Microsoft.Extensions.DependencyInjection;

namespace PushFunctions.Preview;

/// <summary>The services of this stage.</summary>
internal static class PreviewSetup
{
    public static IServiceCollection AddPreviewing(this IServiceCollection services) =>
        services
            .AddSingleton<PreviewForecast>()
            .AddSingleton<TaskForecast>()
            .AddSingleton<PreviewWays>()
            .AddSingleton<PreviewHandler>();
}
