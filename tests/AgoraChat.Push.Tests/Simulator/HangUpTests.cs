using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace AgoraChat.Simulator.Tests;

/// <summary>Callers who do not wait for their answer.</summary>
public sealed class HangUpTests : SimulatorTest
{
    [Fact(Timeout = 10_000)]
    public async Task Who_hangs_up_on_a_late_answer_was_sent_it_nevertheless()
    {
        Simulator.Faults.Add(new() { Endpoint = "push/single", Delay = TimeSpan.FromMinutes(1) });
        using var caller = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Post, Push)
        {
            Content = new StringContent(Body("ada"), new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token());
        var pushing = Http.SendAsync(request, caller.Token);
        while (Simulator.PushesTo("ada").Count == 0)
            await Task.Yield();

        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pushing);
        while (Simulator.Calls().Count == 0)
            await Task.Yield();

        Assert.Null(Simulator.Calls()[0].Status);
        Assert.Equal(1, Simulator.Stats.Calls["push/single"].Unanswered);
    }

    [Fact(Timeout = 10_000)]
    public async Task Half_a_request_is_a_call_without_an_answer()
    {
        var address = new Uri(Simulator.Address);
        using (var caller = new TcpClient(address.Host, address.Port))
        {
            await caller.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                $"POST /{Push} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {Token()}\r\n"
                + "Content-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"targets\":"));
        }

        while (Simulator.Calls().Count == 0)
            await Task.Yield();

        Assert.Equal(1, Simulator.Stats.Calls["push/single"].Unanswered);
        Assert.Equal(0, Simulator.Stats.UsersSent);
    }
}
