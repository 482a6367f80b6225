using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PushFunctions.Accept;
using PushFunctions.Hooks;

namespace PushFunctions.Tests.Hooks;

/// <summary>Settings of sources, bound and checked as the app does it.</summary>
internal sealed class HookSettings : IDisposable
{
    private readonly ServiceProvider _services;

    /// <param name="settings">Settings of the source <c>demo</c>, without what stands in front.</param>
    public HookSettings(params IEnumerable<(string Name, string? Value)> settings)
        : this("demo", settings)
    {
    }

    public HookSettings(string source, params IEnumerable<(string Name, string? Value)> settings)
    {
        Configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(
                setting => KeyValuePair.Create($"Hooks:Sources:{source}:{Path(setting.Name)}", setting.Value)))
            .AddInMemoryCollection([new("Agora:Apps:default:BaseUrl", "x"), new("Agora:Apps:shop:BaseUrl", "x")])
            .Build();
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton<IConfiguration>(Configuration).AddSingleton<KnownApps>()
            .AddHookSources(Configuration);
        _services = services.BuildServiceProvider();
    }

    public IConfigurationRoot Configuration { get; }

    public HookSources Sources => _services.GetRequiredService<HookSources>();

    public HookSource Demo => Sources.Find("demo")!;

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

    public void Dispose() => _services.Dispose();

    private static string Path(string name) => name.Replace("__", ":", StringComparison.Ordinal);
}
