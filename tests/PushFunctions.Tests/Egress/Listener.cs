using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PushFunctions.Tests.Egress;

/// <summary>A receiver on loopback that answers every request with the same lines.</summary>
internal sealed class Listener : IDisposable
{
    private const string End = "\r\n\r\n";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _answer;
    private readonly ConcurrentQueue<string> _heads = new();

    public Listener(string answer)
    {
        _answer = answer;
        _listener.Start();
        _ = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Requests => _heads.Count;

    /// <summary>The lines before the body of each request.</summary>
    public IReadOnlyCollection<string> Heads => _heads;

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await AnswerAsync(client.GetStream());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or IOException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        var (text, buffer) = ("", new byte[4_096]);
        while (!IsWhole(text))
        {
            var read = await stream.ReadAsync(buffer);
            if (read == 0) return;
            text += Encoding.Latin1.GetString(buffer, 0, read);
        }

        _heads.Enqueue(text[..text.IndexOf(End, StringComparison.Ordinal)]);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(_answer + "Content-Length: 0\r\nConnection: close\r\n\r\n"));
    }

    private static bool IsWhole(string text)
    {
        const string Length = "\r\nContent-Length: ";
        var head = text.IndexOf(End, StringComparison.Ordinal);
        if (head < 0) return false;
        var at = text.IndexOf(Length, StringComparison.OrdinalIgnoreCase);
        return at < 0 || at > head
            || text.Length - head - End.Length >= int.Parse(text[(at + Length.Length)..].Split('\r')[0], CultureInfo.InvariantCulture);
    }
}
