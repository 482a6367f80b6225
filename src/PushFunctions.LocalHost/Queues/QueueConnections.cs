using Azure.Storage.Queues;

namespace PushFunctions.LocalHost.Queues;

/// <summary>Finds the account that the <c>Connection</c> of a queue trigger names.</summary>
internal sealed class QueueConnections(IConfiguration settings, StartErrors errors)
{
    private readonly ConnectionSettings _connections = new(settings);
    private readonly Dictionary<string, QueueServiceClient> _clients = new(StringComparer.OrdinalIgnoreCase);

    /// <returns>The account, or null when the start is already known to fail.</returns>
    public QueueServiceClient? Find(string? connection, string function)
    {
        var name = string.IsNullOrEmpty(connection) ? ConnectionSettings.Host : connection;
        if (_clients.TryGetValue(name, out var known))
            return known;
        var section = name.Replace("__", ":", StringComparison.Ordinal);
        var text = _connections.TextOf(section);
        if (text is null)
        {
            errors.Add(_connections.IsKeyless(section, "queue")
                ? $"Function '{function}': '{name}' names an account without a key, and the local host signs with " +
                    $"keys only: set {name} to a storage connection string."
                : $"Function '{function}' uses the setting '{name}', which is missing: set {name} to a storage " +
                    "connection string.");
            return null;
        }
        try
        {
            return _clients[name] = new QueueServiceClient(text, Options());
        }
        catch (FormatException)
        {
            errors.Add($"Function '{function}': the setting '{name}' is not a storage connection string: it needs " +
                "AccountName, AccountKey and QueueEndpoint, or UseDevelopmentStorage=true.");
            return null;
        }
    }

    // The text is taken as it is: one that cannot be decoded must still get to the poison queue unchanged.
    private static QueueClientOptions Options() => new()
    {
        MessageEncoding = QueueMessageEncoding.None,
        Retry = { Delay = TimeSpan.FromMilliseconds(200), MaxRetries = 3, NetworkTimeout = TimeSpan.FromSeconds(30) },
    };
}
