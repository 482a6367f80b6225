using Microsoft.Extensions.Hosting;

namespace Azure.Monitor.OpenTelemetry.Exporter;

/// <summary>Says at start that nothing can be exported, where somebody asks for it.</summary>
internal sealed class NoExporter : IHostedService
{
    /// <exception cref="InvalidOperationException">Always: a stand-in exports nothing.</exception>
    public Task StartAsync(CancellationToken cancellationToken) => throw new InvalidOperationException(
        "This build uses the closed-feed stand-ins and cannot export to Azure Monitor. Remove " +
        "APPLICATIONINSIGHTS_CONNECTION_STRING, or build from a feed that has Azure.Monitor.OpenTelemetry.Exporter.");

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
