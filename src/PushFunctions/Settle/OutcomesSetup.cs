using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PushFunctions.Settle;

/// <summary>Registers the table of outcomes; rules that cannot be used stop the start.</summary>
internal static class OutcomesSetup
{
    public static IServiceCollection AddOutcomes(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OutcomeOptions>()
            .Configure(options =>
            {
                var section = new OutcomeSection(configuration.GetSection(OutcomeOptions.Section));
                (options.Rules, options.Problems) = (section.Rules, section.Problems);
            })
            .ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<OutcomeOptions>, OutcomeOptionsValidator>()
            .AddSingleton<OutcomeTable>()
            .AddSingleton<OutcomePolicy>();
    }
}
