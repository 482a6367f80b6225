using Azure.Storage.Blobs;

namespace PushFunctions.LocalHost.Timers;

/// <summary>The locks of an app's timers: blobs in <c>AzureWebJobsStorage</c>, where the platform has them.</summary>
internal sealed class TimerLocks(BlobContainerClient container, string hostId, SingletonSettings settings)
{
    private const string Container = "azure-webjobs-hosts";

    /// <returns>The locks, or null when no storage is set or the start is already known to fail.</returns>
    public static TimerLocks? Read(
        IConfiguration settings, SingletonSettings singleton, bool hasTimers, StartErrors errors)
    {
        var hostId = HostId.Read(settings, errors);
        var connections = new ConnectionSettings(settings);
        if (!hasTimers)
            return null;
        if (connections.TextOf(ConnectionSettings.Host) is not { } text)
        {
            if (connections.IsKeyless(ConnectionSettings.Host, "blob"))
            {
                errors.Add($"Timers keep their locks in '{ConnectionSettings.Host}', which names an account without " +
                    "a key, and the local host signs with keys only: set it to a storage connection string.");
            }
            return null;
        }
        try
        {
            return new(new BlobServiceClient(text, Options()).GetBlobContainerClient(Container), hostId, singleton);
        }
        catch (FormatException)
        {
            errors.Add($"Timers keep their locks in '{ConnectionSettings.Host}', which is not a storage connection " +
                "string: it needs AccountName, AccountKey and BlobEndpoint, or UseDevelopmentStorage=true.");
            return null;
        }
    }

    public TimerLock Of(string function, HostRuntime host)
    {
        var name = $"locks/{hostId}/Host.Functions.{function}.Listener";
        return new(function, new TimerLease(container, name, settings.LockPeriod), settings, host);
    }

    // Short: who asks tries again anyway, and must know in time that a renewal does not come.
    private static BlobClientOptions Options() => new()
    {
        Retry = { Delay = TimeSpan.FromMilliseconds(200), MaxRetries = 1, NetworkTimeout = TimeSpan.FromSeconds(3) },
    };
}
