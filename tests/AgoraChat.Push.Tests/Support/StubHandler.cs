using System.Net;
using System.Text;

namespace AgoraChat.Push.Tests;

/// <summary>A far side that answers what the test says, and keeps what it was asked.</summary>
internal sealed class StubHandler(Func<CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    public StubHandler(HttpStatusCode status, string body, Action<HttpResponseMessage>? change = null)
        : this(_ => Task.FromResult(Answer(status, body, change)))
    {
    }

    public List<(HttpRequestMessage Request, string Body)> Calls { get; } = [];

    public static StubHandler Throwing(Exception failure) => new(_ => Task.FromException<HttpResponseMessage>(failure));

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Calls.Add((request, await request.Content!.ReadAsStringAsync(cancellationToken)));
        return await answer(cancellationToken);
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, string body, Action<HttpResponseMessage>? change)
    {
        var response = new HttpResponseMessage(status)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        change?.Invoke(response);
        return response;
    }
}
