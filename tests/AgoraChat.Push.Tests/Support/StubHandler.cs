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

    /// <summary>What was asked, each as the method, the path after the app's, and the body if there was one.</summary>
    public IReadOnlyList<string> Asked =>
    [
        .. Calls.Select(call => $"{call.Request.Method} {Path(call.Request.RequestUri!)} {call.Body}".TrimEnd()),
    ];

    /// <summary>Answers 200 with each of these in turn.</summary>
    public static StubHandler Answering(params IReadOnlyList<string> bodies)
    {
        var next = 0;
        return new(_ => Task.FromResult(Answer(HttpStatusCode.OK, bodies[next++], null)));
    }

    public static StubHandler Throwing(Exception failure) => new(_ => Task.FromException<HttpResponseMessage>(failure));

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : "";
        Calls.Add((request, body));
        return await answer(cancellationToken);
    }

    private static string Path(Uri address) =>
        address.AbsoluteUri.Replace("http://127.0.0.1:1/agora-demo/testapp/", "", StringComparison.Ordinal);

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
