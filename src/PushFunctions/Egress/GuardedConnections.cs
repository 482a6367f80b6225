using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace PushFunctions.Egress;

/// <summary>
/// Connections to addresses that others chose. A name's addresses are checked when a connection is opened, and the
/// connection goes to a checked one: a name that means another address a moment later gains nothing.
/// </summary>
public sealed class GuardedConnections : IDisposable
{
    private readonly EgressRules _rules;
    private readonly NameLookup _lookup;

    public GuardedConnections(EgressRules rules, NameLookup lookup)
    {
        (_rules, _lookup) = (rules, lookup);
        Handler = new()
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            // Nobody reads the answer; a short one may pass, so that its connection can be used again.
            MaxResponseDrainSize = 4 * 1_024,
            // Our traces are nothing to strangers.
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
            ConnectCallback = ConnectAsync,
        };
    }

    public SocketsHttpHandler Handler { get; }

    public void Dispose() => Handler.Dispose();

    private async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        if (_rules.WhyRefused(port) is { } wrongPort) throw new RefusedAddressException($"{host}: {wrongPort}.");
        var found = EgressUrl.AddressOf(host) is { } literal ? [literal] : await _lookup(host, cancellationToken);
        var allowed = found.Where(address => _rules.WhyRefused(address) is null).ToArray();
        if (allowed.Length == 0) throw new RefusedAddressException(WhyNone(host, found));
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private string WhyNone(string host, IPAddress[] found) => found.Length == 0
        ? $"{host} has no address."
        : $"{host}: {string.Join("; ", found.Select(_rules.WhyRefused))}. {_rules.Allowed}";
}
