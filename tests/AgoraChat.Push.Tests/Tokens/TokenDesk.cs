using System.Net;
using System.Text;
using System.Text.Json;

namespace AgoraChat.Push.Tests;

/// <summary>Gives tokens that live 1,000 seconds, and takes pushes.</summary>
internal sealed class TokenDesk(TimeProvider time) : HttpMessageHandler
{
    private int _given;

    public List<(string? Bearer, string Body)> Exchanges { get; } = [];

    public List<string?> Bearers { get; } = [];

    public HashSet<string> RefusedBearers { get; } = [];

    public (HttpStatusCode Status, string Body)? Refusal { get; set; }

    public string? Answer { get; set; }

    public TaskCompletionSource? Hold { get; set; }

    public TaskCompletionSource Asked { get; } = new();

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var bearer = request.Headers.Authorization?.Parameter;
        if (!request.RequestUri!.AbsolutePath.EndsWith("/token", StringComparison.Ordinal))
        {
            Bearers.Add(bearer);
            return RefusedBearers.Contains(bearer!)
                ? Json(HttpStatusCode.Unauthorized, """{"error":"unauthorized"}""")
                : Json(HttpStatusCode.OK, """{"data":[{"pushStatus":"ASYNC_SUCCESS"}]}""");
        }

        Exchanges.Add((bearer, await request.Content!.ReadAsStringAsync(cancellationToken)));
        Asked.TrySetResult();
        if (Hold is not null)
            await Hold.Task.WaitAsync(cancellationToken);
        if (Refusal is { } refusal)
            return Json(refusal.Status, refusal.Body);
        return Json(HttpStatusCode.OK, Answer ?? JsonSerializer.Serialize(new
        {
            access_token = $"token-{++_given}",
            expire_timestamp = time.GetUtcNow().AddSeconds(1_000).ToUnixTimeMilliseconds(),
        }));
    }

    private static HttpResponseMessage Json(HttpStatusCode status, string body) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}
