using System.Net.Sockets;
using PushFunctions.Dev.Grammar;

namespace PushFunctions.Dev.Fuzz;

/// <summary>Sends bytes and reads what comes back: an HTTP client would not send most of them.</summary>
internal sealed class WireClient(Uri host) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private TcpClient? _connection;
    private WireReader? _reader;

    /// <exception cref="SocketException">Nobody listens any more.</exception>
    public async Task<WireAnswer> SendAsync(WireRequest request, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            if (!request.HasGoodFrame) Close();
            var wasOpen = _connection is not null;
            var answer = await TryAsync(request, either.Token);
            // A server may close a connection that it has kept; it has read nothing then.
            return answer.Status == 0 && wasOpen ? await TryAsync(request, either.Token) : answer;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Close();
            return WireAnswer.Hung;
        }
    }

    public void Dispose() => Close();

    private async Task<WireAnswer> TryAsync(WireRequest request, CancellationToken cancellationToken)
    {
        if (_connection is null)
        {
            _connection = new TcpClient { NoDelay = true };
            await _connection.ConnectAsync(host.Host, host.Port, cancellationToken);
            _reader = new(_connection.GetStream());
        }

        var reader = _reader!;
        try
        {
            await _connection.GetStream().WriteAsync(request.ToBytes(), cancellationToken);
            if (request.EndsEarly) _connection.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            // It was told enough; its answer may be there already.
        }

        var answer = await reader.ReadAsync(request.Method == "HEAD", cancellationToken);
        if (!request.HasGoodFrame || !reader.MayBeReused) Close();
        return answer;
    }

    private void Close()
    {
        _reader?.Dispose();
        _connection?.Dispose();
        (_connection, _reader) = (null, null);
    }
}
