using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PushFunctions.EndToEnd.Tests.LocalHost;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.BadInput;

/// <summary>Senders whose connection is cut within the body that they send.</summary>
public sealed class GoneSenderTests(Stack stack) : IClassFixture<Stack>
{
    [Theory]
    [InlineData("api/events")]
    [InlineData("api/sources/plain")]
    public async Task A_reset_within_a_body_is_no_defect_of_ours(string path)
    {
        using var log = new LogLines();
        await using var door = await stack.StartDoorAsync(services => services.AddSingleton<ILoggerProvider>(log));

        for (var sender = 0; sender < 20; sender++) await ResetWithinBodyAsync(door.BaseAddress, path);

        await Soon.IsTrueAsync(
            () => log.CountOf(903) + log.CountOf(900) == 20, () => $"{log.CountOf(903)} senders were seen to go.");
        Assert.Empty(log.Of(900));
    }

    private static async Task ResetWithinBodyAsync(Uri host, string path)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(host.Host, host.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"POST /{path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n"
            + "Expect: 100-continue\r\n\r\n"));
        // So the body is being read; before that, nobody would notice.
        Assert.True(await socket.ReceiveAsync(new byte[100]) > 0);
        await socket.SendAsync("{\"id\":"u8.ToArray());
        // An end that waits for nothing is a reset.
        socket.LingerState = new(enable: true, seconds: 0);
    }
}
