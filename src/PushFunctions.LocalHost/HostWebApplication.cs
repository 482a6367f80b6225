using System.Net;
using PushFunctions.LocalHost.Http;

namespace PushFunctions.LocalHost;

/// <summary>Builds the web server that carries the app's services.</summary>
internal static class HostWebApplication
{
    public static WebApplication Build(LocalHostOptions options, IConfiguration settings)
    {
        // Empty on purpose: what the app sees is what it was given, not this machine's environment or files.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(HostWebApplication).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Development,
        });
        builder.Configuration.AddConfiguration(settings);
        builder.Logging
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("System.Net.Http", LogLevel.Warning)
            .AddConfiguration(settings.GetSection("Logging"));
        options.ConfigureLogging(builder.Logging);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.MaxRequestBodyBytes;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        builder.Services.AddRouting();
        options.ConfigureServices(builder.Services, builder.Configuration);
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.Host.UseDefaultServiceProvider(provider => provider.ValidateScopes = provider.ValidateOnBuild = true);

        var app = builder.Build();
        app.Use(new HttpGate(options.Key).PassAsync);
        return app;
    }

    /// <summary>Leaves the process's signals to the process: several hosts may live in one.</summary>
    private sealed class NoSignals : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
