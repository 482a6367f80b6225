using System.Net;
using System.Net.Sockets;
using PushFunctions.Dev.Load;
using PushFunctions.Dev.Stack;

namespace PushFunctions.EndToEnd.Tests.Dev.Load;

public sealed class PortRelayTests : IDisposable
{
    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private readonly int _port = Ports.Free(1)[0];
    private readonly PortRelay _relay;

    public PortRelayTests()
    {
        _server.Start();
        _relay = new(_port, ((IPEndPoint)_server.LocalEndpoint).Port);
        _relay.Open();
    }

    [Fact]
    public async Task Carries_both_ways_until_it_is_shut_and_again_when_it_is_opened()
    {
        using var first = await ConnectAsync();
        using var served = await _server.AcceptTcpClientAsync();
        Assert.Equal(7, await CarryAsync(first, served));
        Assert.Equal(9, await CarryAsync(served, first, 9));

        _relay.Shut();
        await Assert.ThrowsAsync<IOException>(async () => await CarryAsync(served, first));
        await Assert.ThrowsAsync<SocketException>(ConnectAsync);

        _relay.Open();
        using var second = await ConnectAsync();
        using var servedAgain = await _server.AcceptTcpClientAsync();
        Assert.Equal(7, await CarryAsync(second, servedAgain));
    }

    [Fact]
    public async Task Who_hangs_up_is_hung_up_on()
    {
        using var client = await ConnectAsync();
        using var served = await _server.AcceptTcpClientAsync();

        client.Close();

        Assert.Equal(0, await served.GetStream().ReadAsync(new byte[1]));
    }

    public void Dispose()
    {
        _relay.Dispose();
        _server.Dispose();
    }

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _port);
        return client;
    }

    private static async Task<int> CarryAsync(TcpClient from, TcpClient to, byte value = 7)
    {
        await from.GetStream().WriteAsync(new[] { value });
        var read = new byte[1];
        await to.GetStream().ReadExactlyAsync(read);
        return read[0];
    }
}
