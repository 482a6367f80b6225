using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;

namespace Azure.Monitor.OpenTelemetry.Exporter;

/// <summary>Lets the app compile, and stops its start; the real package alone can export to Azure Monitor.</summary>
public static class OpenTelemetryBuilderExtensions
{
    public static IOpenTelemetryBuilder UseAzureMonitorExporter(
        this IOpenTelemetryBuilder builder, Action<AzureMonitorExporterOptions> configureAzureMonitor)
    {
        builder.Services.Configure(configureAzureMonitor).AddHostedService<NoExporter>();
        return builder;
    }
}
