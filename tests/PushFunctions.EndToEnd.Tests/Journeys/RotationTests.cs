using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>A secret takes another's place while events come in.</summary>
public sealed class RotationTests(App app) : IClassFixture<App>
{
    private const int Senders = 8;

    [Fact]
    public async Task A_secret_is_rotated_under_load_without_one_refused_event()
    {
        // The second secret comes before the senders use it, in a host that runs; the first goes when they no longer
        // use it, with another host.
        var settings = new RunningSettings();
        var running = await HostAsync(settings, Sources.Secret);
        var last = await HostAsync(new(), Sources.NextSecret);
        using var early = await running.SendAsync(Sign(Sources.NextSecret));
        Assert.Equal(HttpStatusCode.Unauthorized, early.StatusCode);
        var now = new Sending(running, Sources.Secret);
        var (taken, isOver) = (new int[Senders], false);
        var senders = Enumerable.Range(0, Senders).Select(number => Task.Run(() => SendAsync(number))).ToList();

        foreach (var (change, next) in Phases())
        {
            change();
            Volatile.Write(ref now, next);
            var before = taken.ToList();
            await Soon.IsTrueAsync(
                () => senders.Any(sender => sender.IsFaulted)
                    || Enumerable.Range(0, Senders).All(number => Volatile.Read(ref taken[number]) >= before[number] + 5),
                () => $"{string.Join(' ', taken)} were taken");
        }

        Volatile.Write(ref isOver, true);
        await Task.WhenAll(senders);
        using var old = await last.SendAsync(Sign(Sources.Secret));
        Assert.Equal(HttpStatusCode.Unauthorized, old.StatusCode);

        IEnumerable<(Action Change, Sending Next)> Phases() =>
        [
            (() => { }, now),
            (() => settings.Add(SecretNo(1), Sources.NextSecret), now),
            (() => { }, new(running, Sources.NextSecret)),
            (() => { }, new(last, Sources.NextSecret)),
        ];

        async Task SendAsync(int number)
        {
            while (!Volatile.Read(ref isOver))
            {
                var (host, secret) = Volatile.Read(ref now);
                using var answer = await host.SendAsync(Sign(secret));
                Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
                Interlocked.Increment(ref taken[number]);
            }
        }
    }

    private static string SecretNo(int number) =>
        $"Hooks__Sources__turning__Secrets__{number.ToString(CultureInfo.InvariantCulture)}";

    private static HttpRequestMessage Sign(string secret) => Signed.StandardWebhooks(
        "turning",
        JsonSerializer.Serialize(
            new { type = "some.type", to = new { user = Some.User() }, push = new { title = "a", content = "b" } }),
        secret: secret);

    private Task<AppHost> HostAsync(RunningSettings settings, string secret) => app.Stack.StartHostAsync(
        new Dictionary<string, string> { [SecretNo(0)] = secret },
        services: services => services.AddSingleton(settings).AddHostedService<SettingsCatcher>());

    /// <summary>The settings of a host that runs.</summary>
    public sealed class RunningSettings
    {
        public IConfigurationRoot? Root { get; set; }

        public void Add(string name, string value)
        {
            Root![name.Replace("__", ":", StringComparison.Ordinal)] = value;
            Root.Reload();
        }
    }

    public sealed class SettingsCatcher(IConfiguration configuration, RunningSettings settings) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            settings.Root = (IConfigurationRoot)configuration;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    /// <summary>Where the senders post now, and with what they sign.</summary>
    private sealed record Sending(AppHost Host, string Secret);
}
