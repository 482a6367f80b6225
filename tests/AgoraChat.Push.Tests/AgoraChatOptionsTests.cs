using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AgoraChat.Push.Tests;

public sealed class AgoraChatOptionsTests
{
    public static TheoryData<string, Action<AgoraChatOptions>> Wrong => new()
    {
        { "BaseUrl", options => options.BaseUrl = "a1.agora.com" },
        { "BaseUrl", options => options.BaseUrl = "ftp://a1.agora.com" },
        { "BaseUrl", options => options.BaseUrl = "http://a1.agora.com" },
        { "BaseUrl", options => options.BaseUrl = "https://a1.agora.com/?x=1" },
        { "OrgName", options => options.OrgName = "agora#demo" },
        { "OrgName", options => options.OrgName = "" },
        { "AppName", options => options.AppName = null },
        { "AppName", options => options.AppName = "test/app" },
        { "AppId", options => options.AppId = "17" },
        { "AppId", options => (options.OrgName, options.AppName, options.AppId) = (null, null, null) },
        { "AppId", options => options.AppId = null },
        { "AppCertificate", options => options.AppCertificate = null },
        { "AppCertificate", options => options.AppCertificate = "short" },
        { "OrgName", options => options.OrgName = ".." },
        { "ClientSecret", options => options.ClientId = "id" },
        { "ClientId", options => options.ClientSecret = "secret" },
        { "ExchangeToken", options => (options.ExchangeToken, options.AppId, options.Token) = (true, null, "t") },
        { "Token", options => options.Token = "two words" },
        { "TokenLifetime", options => options.TokenLifetime = TimeSpan.FromHours(25) },
        { "ClientTokenLifetime", options => options.ClientTokenLifetime = TimeSpan.FromSeconds(59) },
        { "CallTimeout", options => options.CallTimeout = TimeSpan.Zero },
        { "ReconnectWithin", options => options.ReconnectWithin = TimeSpan.FromSeconds(-1) },
        { "BreakFor", options => options.BreakFor = TimeSpan.FromMilliseconds(499) },
        { "BreakFor", options => options.BreakFor = TimeSpan.FromMinutes(2) },
        { "CharacterCounting", options => options.CharacterCounting = (CharacterCounting)7 },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Names_the_key_that_is_wrong(string key, Action<AgoraChatOptions> spoil)
    {
        var options = Some.Options();
        spoil(options);

        var problem = Assert.Single(options.FindProblems("Agora:Apps:default:"));

        Assert.StartsWith($"Agora:Apps:default:{key} is ", problem, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new AgoraChatPushClient(new HttpClientHandler(), options));
    }

    [Theory]
    [InlineData("https://a1.agora.com")]
    [InlineData("https://a1.agora.com/proxy/")]
    [InlineData("http://localhost:7080")]
    public void Takes_https_and_loopback(string baseUrl) => Assert.Empty(Some.Options(baseUrl).FindProblems());

    [Fact]
    public void Never_shows_a_secret()
    {
        var options = Some.Options();
        (options.AppCertificate, options.Token) = ("certificate-secret", "token secret");
        options.ClientSecret = "client secret";

        Assert.DoesNotContain(options.FindProblems(), problem => problem.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Wrong_options_stop_the_start()
    {
        await using var services = new ServiceCollection().AddAgoraChatPush(_ => { }).BuildServiceProvider();

        var stop = Assert.Throws<OptionsValidationException>(
            () => services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains("BaseUrl is \"\"", stop.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_registered_client_sends()
    {
        await using var simulator = await Simulator.SimulatorServer.StartAsync();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AgoraChat:BaseUrl"] = simulator.Address,
            ["AgoraChat:AppId"] = Some.AppId,
            ["AgoraChat:AppCertificate"] = Some.Certificate,
            ["AgoraChat:CallTimeout"] = "00:00:10",
            ["AgoraChat:CharacterCounting"] = "CjkTwice",
        }).Build();
        await using var services = new ServiceCollection()
            .AddAgoraChatPush(configuration.GetSection("AgoraChat"))
            .BuildServiceProvider();

        var client = services.GetRequiredService<AgoraChatPushClient>();
        await client.SendAsync("ada");

        Assert.Equal(1, simulator.PushesTo("ada").Count);
        Assert.Same(client, services.GetRequiredService<AgoraChatPushClient>());
        var options = services.GetRequiredService<IOptions<AgoraChatOptions>>().Value;
        Assert.Equal(
            (TimeSpan.FromSeconds(10), CharacterCounting.CjkTwice), (options.CallTimeout, options.CharacterCounting));
    }

    [Fact]
    public async Task The_registered_client_writes_no_user_into_the_log()
    {
        await using var simulator = await Simulator.SimulatorServer.StartAsync();
        var lines = new LogLines();
        await using var services = new ServiceCollection()
            .AddLogging(log => log.SetMinimumLevel(LogLevel.Trace).AddProvider(lines))
            .AddAgoraChatPush(options =>
            {
                (options.BaseUrl, options.AppId) = (simulator.Address, Some.AppId);
                options.AppCertificate = Some.Certificate;
            }).BuildServiceProvider();
        var client = services.GetRequiredService<AgoraChatPushClient>();

        await client.Users.IsOnlineAsync("ada-lovelace", CancellationToken.None);

        Assert.DoesNotContain(lines.All, line => line.Contains("ada-lovelace", StringComparison.Ordinal));
    }
}
