using Azure.Core;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using PushFunctions.Storage;

namespace PushFunctions;

/// <summary>Sends logs, traces and metrics to where the settings say: Azure Monitor, a collector, or both.</summary>
public static class TelemetrySetup
{
    public const string ConnectionString = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    public const string Authentication = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";
    public const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Traces that an instance begins and sends each second; a burst costs no more than this.</summary>
    public const double TracesPerSecond = 5;

    /// <summary>Where neither is named, the host takes the log from the app, as without all this.</summary>
    /// <param name="services">The services of the app.</param>
    /// <param name="configuration">Its settings.</param>
    /// <param name="host">Adds what the host knows of itself.</param>
    public static IServiceCollection AddTelemetry(
        this IServiceCollection services, IConfiguration configuration, Action<IOpenTelemetryBuilder> host)
    {
        var monitor = configuration[ConnectionString];
        var collector = configuration[Collector];
        if (string.IsNullOrEmpty(monitor) && string.IsNullOrEmpty(collector)) return services;

        var telemetry = services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddMeter(PushMetrics.MeterName))
            .WithTracing(traces => traces.AddSource(PushTelemetry.SourceName));
        host(telemetry);
        if (!string.IsNullOrEmpty(monitor))
        {
            telemetry.UseAzureMonitorExporter(options =>
            {
                options.ConnectionString = monitor;
                options.Credential = CredentialOf(configuration[Authentication]);
                options.TracesPerSecond = TracesPerSecond;
                // An alert counts lines of the log: none may go because its trace was not drawn.
                options.EnableTraceBasedLogsSampler = false;
                // The host measures requests and instances already.
                options.EnableStandardMetrics = false;
                options.EnablePerformanceCounters = false;
            });
        }

        if (!string.IsNullOrEmpty(collector)) telemetry.UseOtlpExporter();
        return services;
    }

    /// <summary>The platform's form: <c>ClientId=…;Authorization=AAD</c>, or the latter alone.</summary>
    private static TokenCredential? CredentialOf(string? authentication)
    {
        var parts = (authentication ?? "").Split(';', StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2))
            .ToLookup(pair => pair[0], pair => pair[^1], StringComparer.OrdinalIgnoreCase);
        if (parts["Authorization"].LastOrDefault() is not "AAD") return null;
        return new ManagedIdentityCredential(parts["ClientId"].LastOrDefault() is { Length: > 0 } client
            ? ManagedIdentityId.FromUserAssignedClientId(client)
            : ManagedIdentityId.SystemAssigned);
    }
}
