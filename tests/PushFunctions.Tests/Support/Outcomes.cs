using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PushFunctions.Settle;

namespace PushFunctions.Tests;

/// <summary>The table of outcomes, with rules that environment variables would name.</summary>
internal static class Outcomes
{
    public static OutcomeTable Table(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(
            setting.Name.Replace("__", ":", StringComparison.Ordinal), (string?)setting.Value))).Build();
        using var services = new ServiceCollection().AddPushFunctions(configuration).BuildServiceProvider();
        return new(Options.Create(services.GetRequiredService<IOptions<OutcomeOptions>>().Value));
    }

    /// <summary>The sentences with which the start is refused.</summary>
    public static IEnumerable<string> Problems(params (string Name, string Value)[] settings) =>
        Assert.Throws<OptionsValidationException>(() => Table(settings)).Failures;
}
