namespace AgoraChat.Push;

/// <summary>Connections to the far side as this library wants them.</summary>
public static class AgoraChatConnections
{
    /// <summary>
    /// A pool that outlives the client: connections are kept warm for a minute, replaced after five so that a changed
    /// address is seen, and given up when none comes about within five seconds.
    /// </summary>
    public static SocketsHttpHandler Create() => new()
    {
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(5),
        // A redirected POST would become a GET, and the token would go to another address.
        AllowAutoRedirect = false,
        UseCookies = false,
    };
}
