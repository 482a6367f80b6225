using System.Collections.Concurrent;

namespace PushFunctions.Dev.Labels;

/// <summary>Notes how the calls about labels are answered.</summary>
internal sealed class LabelTraffic(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    public ConcurrentQueue<int> Statuses { get; } = new();

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if (request.RequestUri!.AbsolutePath.Contains("/push/label", StringComparison.Ordinal))
            Statuses.Enqueue((int)answer.StatusCode);
        return answer;
    }
}
