using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>The start of an app. Lets the app compile; the real worker alone can run under the real host.</summary>
public class FunctionsApplication
{
    private FunctionsApplication()
    {
    }

    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args);
}

/// <summary>Collects services and settings.</summary>
public class FunctionsApplicationBuilder
{
    private readonly HostApplicationBuilder _inner;

    internal FunctionsApplicationBuilder(string[] args) => _inner = Host.CreateApplicationBuilder(args);

    public ConfigurationManager Configuration => _inner.Configuration;

    public IHostEnvironment Environment => _inner.Environment;

    public ILoggingBuilder Logging => _inner.Logging;

    public IServiceCollection Services => _inner.Services;

    /// <exception cref="InvalidOperationException">Always: a stand-in talks to no Functions host.</exception>
    public IHost Build() => throw new InvalidOperationException(
        "This build uses the closed-feed stand-ins and cannot run under the Functions host. " +
        "Use './dev run', or build from a feed that has Microsoft.Azure.Functions.Worker 2.x.");
}

/// <summary>The ASP.NET Core integration's entry.</summary>
public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder) => builder;
}
