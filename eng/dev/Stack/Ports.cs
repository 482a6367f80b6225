using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace PushFunctions.Dev.Stack;

/// <summary>Finds free loopback ports, and says which ones are taken.</summary>
public static class Ports
{
    // Below those that systems give to outgoing connections: one of these could take a port before it is used.
    private const int First = 12_000;
    private const int Last = 32_000;

    // A port that was handed out and is not used yet must not be handed out again; those beside it are left for
    // further hosts and the other parts of storage.
    private const int Stride = 7;
    private static int _next = RandomNumberGenerator.GetInt32(Last - First);

    /// <summary>Ports that nobody listens on, all different.</summary>
    public static IReadOnlyList<int> Free(int count)
    {
        // All are held until the last is found, so that none comes twice.
        var held = Enumerable.Range(0, count).Select(_ => ListenAnywhere()).ToList();
        var ports = held.ConvertAll(listener => ((IPEndPoint)listener.LocalEndpoint).Port);
        held.ForEach(listener => listener.Dispose());
        return ports;
    }

    /// <summary>Refuses a port that somebody else uses.</summary>
    /// <exception cref="StackException">The port is taken; the message names it and the option to choose another.</exception>
    public static void Require(int port, string option, string what)
    {
        if (IsTaken(port))
        {
            throw new StackException(
                $"Port {port} on 127.0.0.1, for {what}, is in use by another program. "
                + $"End that program, or choose another port with {option} N.");
        }
    }

    /// <summary>Whether somebody listens on it, or may not.</summary>
    public static bool IsTaken(int port)
    {
        try
        {
            // A program on all addresses does not stop one from listening on 127.0.0.1 on every system: ask it as well.
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return !CanListen(port);
        }
    }

    private static bool CanListen(int port)
    {
        try
        {
            Listen(port).Dispose();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static TcpListener ListenAnywhere()
    {
        while (true)
        {
            try
            {
                return Listen(First + (int)((uint)Interlocked.Add(ref _next, Stride) % (Last - First)));
            }
            catch (SocketException)
            {
                // Taken; nearly all of the others are not.
            }
        }
    }

    private static TcpListener Listen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        return listener;
    }
}
