using Microsoft.Extensions.DependencyInjection;

namespace PushFunctions.Retention;

/// <summary>The services of this stage.</summary>
internal static class RetentionSetup
{
    public static IServiceCollection AddRetention(this IServiceCollection services) =>
        services
            .AddSingleton<OldPushes>()
            .AddSingleton<PushRemains>()
            .AddSingleton<PushRemoval>()
            .AddSingleton<OldMessages>()
            .AddSingleton<CleanUpHandler>();
}
