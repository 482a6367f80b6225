using Azure.Core;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;

// What the app asks of OpenTelemetry and its exporters. It sends nothing: a build with stand-ins runs under no host that
// has anything to send to.
namespace OpenTelemetry
{
    /// <summary>Collects what is to be sent, and where.</summary>
    public interface IOpenTelemetryBuilder
    {
        IServiceCollection Services { get; }
    }

    /// <summary>What <c>AddOpenTelemetry</c> gives.</summary>
    public sealed class OpenTelemetryBuilder(IServiceCollection services) : IOpenTelemetryBuilder
    {
        public IServiceCollection Services { get; } = services;
    }

    public static class OpenTelemetryBuilderSdkExtensions
    {
        public static IOpenTelemetryBuilder WithMetrics(
            this IOpenTelemetryBuilder builder, Action<Metrics.MeterProviderBuilder> configure) => builder;

        public static IOpenTelemetryBuilder WithTracing(
            this IOpenTelemetryBuilder builder, Action<Trace.TracerProviderBuilder> configure) => builder;
    }

    public static class OpenTelemetryBuilderOtlpExporterExtensions
    {
        public static IOpenTelemetryBuilder UseOtlpExporter(this IOpenTelemetryBuilder builder) => builder;
    }
}

namespace OpenTelemetry.Metrics
{
    public abstract class MeterProviderBuilder
    {
        public abstract MeterProviderBuilder AddMeter(params string[] names);
    }
}

namespace OpenTelemetry.Trace
{
    public abstract class TracerProviderBuilder
    {
        public abstract TracerProviderBuilder AddSource(params string[] names);
    }
}

namespace Microsoft.Extensions.DependencyInjection
{
    public static class OpenTelemetryServicesExtensions
    {
        public static OpenTelemetryBuilder AddOpenTelemetry(this IServiceCollection services) => new(services);
    }
}

namespace Microsoft.Azure.Functions.Worker.OpenTelemetry
{
    public static class ConfigureFunctionsOpenTelemetry
    {
        public static IOpenTelemetryBuilder UseFunctionsWorkerDefaults(this IOpenTelemetryBuilder builder) => builder;
    }
}

namespace Azure.Monitor.OpenTelemetry.Exporter
{
    /// <summary>Where Azure Monitor is, and what is sent to it.</summary>
    public class AzureMonitorExporterOptions
    {
        public string? ConnectionString { get; set; }

        public TokenCredential? Credential { get; set; }

        public double? TracesPerSecond { get; set; }

        public bool EnableTraceBasedLogsSampler { get; set; }

        public bool EnableStandardMetrics { get; set; }

        public bool EnablePerformanceCounters { get; set; }
    }

    public static class OpenTelemetryBuilderExtensions
    {
        public static IOpenTelemetryBuilder UseAzureMonitorExporter(
            this IOpenTelemetryBuilder builder, Action<AzureMonitorExporterOptions> configureAzureMonitor) => builder;
    }
}
