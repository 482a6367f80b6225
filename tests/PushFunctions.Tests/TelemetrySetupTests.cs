using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace PushFunctions.Tests;

public sealed class TelemetrySetupTests
{
    private const string Monitor =
        "InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=https://localhost:1/";

    [Fact]
    public void Without_a_place_to_send_to_nothing_is_set_up()
    {
        var services = new ServiceCollection();

        services.AddTelemetry(Settings(), _ => Assert.Fail("The host is asked."));

        Assert.Empty(services);
    }

    [Theory]
    [InlineData(TelemetrySetup.ConnectionString, Monitor)]
    [InlineData(TelemetrySetup.Collector, "http://127.0.0.1:4317")]
    public void Either_place_gets_metrics_and_traces(string setting, string value)
    {
        using var provider = Build((setting, value));

        Assert.NotNull(provider.GetService<MeterProvider>());
        Assert.NotNull(provider.GetService<TracerProvider>());
    }

    [Theory]
    [InlineData("ClientId=11111111-1111-1111-1111-111111111111;Authorization=AAD", true)]
    [InlineData("Authorization=AAD", true)]
    [InlineData("", false)]
    public void It_is_sent_with_the_identity_where_one_is_asked_for(string authentication, bool isAsked) => Assert.Equal(
        isAsked,
        OptionsOf((TelemetrySetup.Authentication, authentication)).Credential is ManagedIdentityCredential);

    /// <summary>The exporter's own default leaves out lines whose trace was not drawn, and with them their alerts.</summary>
    [Fact]
    public void No_line_of_the_log_is_left_to_chance()
    {
        Assert.False(OptionsOf().EnableTraceBasedLogsSampler);
        Assert.Equal(TelemetrySetup.TracesPerSecond, OptionsOf().TracesPerSecond);
    }

    private static AzureMonitorExporterOptions OptionsOf(params (string, string)[] more)
    {
        using var provider = Build([(TelemetrySetup.ConnectionString, Monitor), .. more]);
        return provider.GetRequiredService<IOptionsMonitor<AzureMonitorExporterOptions>>().CurrentValue;
    }

    private static ServiceProvider Build(params (string, string)[] settings)
    {
        var configuration = Settings(settings);
        return new ServiceCollection().AddSingleton(configuration).AddLogging().AddTelemetry(configuration, _ => { })
            .BuildServiceProvider();
    }

    private static IConfiguration Settings(params (string Name, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create(pair.Name, (string?)pair.Value))).Build();
}
