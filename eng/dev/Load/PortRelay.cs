using System.Net;
using System.Net.Sockets;

namespace PushFunctions.Dev.Load;

/// <summary>A way to a port of this machine that can be shut: open connections break, new ones are refused.</summary>
/// <param name="port">Where it is entered.</param>
/// <param name="target">Where it leads.</param>
internal sealed class PortRelay(int port, int target) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly HashSet<Socket> _sockets = [];
    private TcpListener? _listener;

    /// <summary>Lets connections through from now on.</summary>
    public void Open()
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        lock (_gate) _listener = listener;
        _ = AcceptAsync(listener);
    }

    /// <summary>Breaks all connections and takes no more.</summary>
    public void Shut()
    {
        lock (_gate)
        {
            _listener?.Dispose();
            _listener = null;
            foreach (var socket in _sockets) socket.Close(timeout: 0);
            _sockets.Clear();
        }
    }

    public void Dispose() => Shut();

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true) _ = RelayAsync(await listener.AcceptSocketAsync());
        }
        catch (Exception shut) when (IsEnd(shut))
        {
            // Shutting is how this loop ends.
        }
    }

    private async Task RelayAsync(Socket client)
    {
        var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (!TryKeep(client, server)) return;
            client.NoDelay = server.NoDelay = true;
            await server.ConnectAsync(IPAddress.Loopback, target);
            await Task.WhenAll(CarryAsync(client, server), CarryAsync(server, client));
        }
        catch (Exception broken) when (IsEnd(broken))
        {
            // One side has gone: the other is let go too.
        }
        finally
        {
            Drop(client, server);
        }
    }

    /// <summary>Each direction ends for itself, so that no answer is cut off by the end of its request.</summary>
    private static async Task CarryAsync(Socket from, Socket to)
    {
        await using var source = new NetworkStream(from);
        await using var sink = new NetworkStream(to);
        await source.CopyToAsync(sink);
        to.Shutdown(SocketShutdown.Send);
    }

    /// <returns>Whether the way is still open.</returns>
    private bool TryKeep(params ReadOnlySpan<Socket> sockets)
    {
        lock (_gate)
        {
            if (_listener is null) return false;
            foreach (var socket in sockets) _sockets.Add(socket);
            return true;
        }
    }

    private void Drop(params ReadOnlySpan<Socket> sockets)
    {
        lock (_gate)
        {
            foreach (var socket in sockets)
            {
                _sockets.Remove(socket);
                socket.Dispose();
            }
        }
    }

    private static bool IsEnd(Exception exception) =>
        exception is SocketException or IOException or ObjectDisposedException or InvalidOperationException;
}
