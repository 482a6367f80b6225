using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PushFunctions.Audiences;
using PushFunctions.Claims;
using PushFunctions.Labels;
using PushFunctions.Settle;
using PushFunctions.Storage;

namespace PushFunctions.Tests;

/// <summary>What the binder would say in words of its own, or pass over.</summary>
public sealed class SettingsSectionsTests
{
    [Theory]
    [InlineData("Retention__Days", "seven", "The setting Retention__Days is 'seven', which is no whole number.")]
    [InlineData("Retention__Days", "", "The setting Retention__Days is '', which is no whole number.")]
    [InlineData("Retention__Day", "40", "The setting Retention__Day is not known; known are Days.")]
    public void Of_retention(string name, string value, string problem) =>
        Assert.Equal([problem], Problems<RetentionOptions>(name, value));

    [Theory]
    [InlineData("Delivery__ClaimTime", "long", "The setting Delivery__ClaimTime is 'long', which is no time like 00:05:00.")]
    public void Of_delivery(string name, string value, string problem) =>
        Assert.Equal([problem], Problems<DeliveryOptions>(name, value));

    [Theory]
    [InlineData("Retry__Jitter", "a fifth", "The setting Retry__Jitter is 'a fifth', which is no number like 0.2.")]
    public void Of_retries(string name, string value, string problem) =>
        Assert.Equal([problem], Problems<RetryOptions>(name, value));

    [Theory]
    [InlineData("Audiences__MaxPutBytes", "1 GB", "The setting Audiences__MaxPutBytes is '1 GB', which is no whole number.")]
    public void Of_audiences(string name, string value, string problem) =>
        Assert.Equal([problem], Problems<AudienceOptions>(name, value));

    [Fact]
    public void Of_labels_all_at_once() => Assert.Equal(
        2, Problems<LabelOptions>("Labels__MaxLabel", "3", "Labels__StepTime", "short").Count());

    private static IEnumerable<string> Problems<TOptions>(params string[] settings)
        where TOptions : class
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Chunk(2).Select(setting =>
            KeyValuePair.Create(setting[0].Replace("__", ":", StringComparison.Ordinal), (string?)setting[1]))).Build();
        using var services = new ServiceCollection().AddPushFunctions(configuration).BuildServiceProvider();
        return Assert.Throws<OptionsValidationException>(
            () => services.GetRequiredService<IOptions<TOptions>>().Value).Failures;
    }
}
