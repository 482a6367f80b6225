namespace PushFunctions.EndToEnd.Tests.Storage;

/// <summary>Answers requests itself, or lets them through where the script says nothing; keeps them all.</summary>
internal sealed class ScriptedHandler(Func<int, HttpResponseMessage?> answer)
    : DelegatingHandler(new SocketsHttpHandler())
{
    public List<HttpRequestMessage> Requests { get; } = [];

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        return answer(Requests.Count) is { } response
            ? Task.FromResult(response)
            : base.SendAsync(request, cancellationToken);
    }
}
