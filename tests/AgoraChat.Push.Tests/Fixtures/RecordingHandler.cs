namespace AgoraChat.Push.Tests;

/// <summary>Lets all through to the real far side, and keeps both bodies word for word.</summary>
internal sealed class RecordingHandler() : DelegatingHandler(AgoraChatConnections.Create())
{
    private readonly List<Exchange> _exchanges = [];

    public Exchange Last => _exchanges[^1];

    /// <summary>The last exchange at this path after the base.</summary>
    public Exchange At(string path) => _exchanges.FindLast(exchange => exchange.Path == path)
        ?? throw new InvalidOperationException(
            $"{path} was not called; {string.Join(", ", _exchanges.Select(exchange => exchange.Path))} were.");

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : "";
        var response = await base.SendAsync(request, cancellationToken);
        var answer = await response.Content.ReadAsStringAsync(cancellationToken);
        _exchanges.Add(new(Path(request.RequestUri!), sent, (int)response.StatusCode, answer));
        return response;
    }

    private static string Path(Uri address) => string.Concat(address.Segments.Skip(3));

    /// <summary>One call and its answer.</summary>
    internal sealed record Exchange(string Path, string Request, int Status, string Answer);
}
