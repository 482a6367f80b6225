using Microsoft.Extensions.DependencyInjection;

namespace PushFunctions.Expand;

/// <summary>The services of this stage.</summary>
internal static class ExpandSetup
{
    public static IServiceCollection AddExpanding(this IServiceCollection services) =>
        services
            .AddSingleton(MemberSizes.Default)
            .AddSingleton<MemberLookup>()
            .AddSingleton<PushMembers>()
            .AddSingleton<MemberCount>();
}
