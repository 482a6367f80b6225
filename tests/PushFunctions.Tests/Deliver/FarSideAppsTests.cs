using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Moq;
using PushFunctions.Accept;
using PushFunctions.Claims;
using PushFunctions.Deliver;

namespace PushFunctions.Tests.Deliver;

public sealed class FarSideAppsTests
{
    private const int NoApp = 4011;

    private readonly Mock<ILogger<FarSideApps>> _log = new();

    public FarSideAppsTests() => _log.Setup(log => log.IsEnabled(It.IsAny<LogLevel>())).Returns(true);

    /// <summary>A new deployment has none: its vault must be there before the secret can be.</summary>
    [Fact]
    public async Task Without_an_app_it_starts_and_says_so()
    {
        await Create().StartAsync(CancellationToken.None);

        Assert.Equal([NoApp], Events());
    }

    [Fact]
    public void Half_an_app_stops_the_start()
    {
        var refusal = Assert.Throws<OptionsValidationException>(
            () => Create(("Agora:Apps:default:BaseUrl", "https://a61.chat.agora.io")));

        Assert.Contains("Agora__Apps__default__", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_is_refused_with_what_to_set() => Assert.Equal(
        "There is no app 'default'. None is configured. An app is configured by the settings Agora__Apps__{app}__….",
        new KnownApps(new ConfigurationBuilder().Build()).Unknown("default").Detail);

    private FarSideApps Create(params (string Name, string Value)[] settings) => new(
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create(pair.Name, (string?)pair.Value))).Build(),
        Options.Create(new DeliveryOptions()),
        Limits.Settings(),
        new FarSideConnections(Mock.Of<HttpMessageHandler>()),
        TimeProvider.System,
        _log.Object);

    private IEnumerable<int> Events() =>
        _log.Invocations.SelectMany(call => call.Arguments).OfType<EventId>().Select(id => id.Id);
}
