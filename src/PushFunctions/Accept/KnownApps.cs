using Microsoft.Extensions.Configuration;

namespace PushFunctions.Accept;

/// <summary>The Agora apps that the settings name.</summary>
public sealed class KnownApps(IConfiguration configuration)
{
    /// <summary>Their names, sorted.</summary>
    public IReadOnlyList<string> Names { get; } =
        [.. configuration.GetSection("Agora:Apps").GetChildren().Select(app => app.Key).Order(StringComparer.Ordinal)];

    public bool Contains(string app) => Names.Contains(app, StringComparer.Ordinal);
}
