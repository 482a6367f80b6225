using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PushFunctions.Accept;
using PushFunctions.Callbacks;
using PushFunctions.Egress;
using PushFunctions.Notices;

namespace PushFunctions.Tests.Notices;

/// <summary>Settings of callbacks, bound and checked as the app does it.</summary>
internal sealed class CallbackSettings : IDisposable
{
    private readonly ServiceProvider _services;

    /// <param name="lookup">The addresses of every name; may throw.</param>
    /// <param name="settings">The settings.</param>
    public CallbackSettings(
        Func<IEnumerable<string>>? lookup, params IEnumerable<(string Name, string? Value)> settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(
                setting.Name.Replace("__", ":", StringComparison.Ordinal), setting.Value)))
            .AddInMemoryCollection([new("Agora:Apps:default:BaseUrl", "x"), new("Agora:Apps:shop:BaseUrl", "x")])
            .Build();
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<KnownApps>()
            .AddCallbacks(configuration)
            .AddSingleton<NameLookup>(async (_, stop) =>
            {
                if (lookup is null) await Task.Delay(Timeout.InfiniteTimeSpan, Time, stop);
                return [.. lookup!().Select(IPAddress.Parse)];
            })
            .BuildServiceProvider();
    }

    public ManualTime Time { get; } = new();

    public CallbackBook Book => _services.GetRequiredService<CallbackBook>();

    public CallbackDeliveryOptions Delivery => _services.GetRequiredService<IOptions<CallbackDeliveryOptions>>().Value;

    /// <summary>What is said at start; empty when nothing is wrong.</summary>
    public IReadOnlyList<string> Problems()
    {
        try
        {
            _services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return [.. exception.Failures];
        }
    }

    /// <summary>Starts what looks at the names.</summary>
    public Task StartAsync() => Assert.Single(_services.GetServices<IHostedService>()).StartAsync(CancellationToken.None);

    public void Dispose() => _services.Dispose();
}
