using System.Net;

namespace PushFunctions.Tests.Callbacks;

/// <summary>Answers in the place of a callback's receiver, and keeps what it was sent.</summary>
internal sealed class StubReceiver(Func<HttpResponseMessage> answer) : HttpMessageHandler
{
    private readonly List<(HttpRequestMessage Request, string Body)> _calls = [];

    public StubReceiver(HttpStatusCode status)
        : this(() => new(status))
    {
    }

    public IReadOnlyList<(HttpRequestMessage Request, string Body)> Calls => _calls;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _calls.Add((request, await request.Content!.ReadAsStringAsync(cancellationToken)));
        return answer();
    }
}
