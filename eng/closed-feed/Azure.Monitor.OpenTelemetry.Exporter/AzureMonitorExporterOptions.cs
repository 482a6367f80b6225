using Azure.Core;

namespace Azure.Monitor.OpenTelemetry.Exporter;

/// <summary>The options that the app sets.</summary>
public class AzureMonitorExporterOptions
{
    public string? ConnectionString { get; set; }

    public TokenCredential? Credential { get; set; }

    public double? TracesPerSecond { get; set; }

    public bool EnableTraceBasedLogsSampler { get; set; } = true;

    public bool EnableStandardMetrics { get; set; } = true;

    public bool EnablePerformanceCounters { get; set; } = true;
}
