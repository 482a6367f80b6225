using System.Net;
using System.Net.Sockets;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>A sender of CloudEvents asks for leave to post.</summary>
public sealed class HandshakeTests(App app) : IClassFixture<App>
{
    [Theory]
    [InlineData("api/events")]
    [InlineData("api/hooks/demo")]
    [InlineData("api/hooks/narrow")]
    public async Task The_handshake_tells_who_may_post_how_fast(string path)
    {
        using var callback = new TcpListener(IPAddress.Loopback, 0);
        callback.Start();
        using var request = Options(path, "shop.example");
        request.Headers.Add("WebHook-Request-Callback", $"http://{callback.LocalEndpoint}/callback");
        request.Headers.Add("WebHook-Request-Rate", "120");

        using var response = await app.Host.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var origin = path.EndsWith("narrow", StringComparison.Ordinal) ? "shop.example" : "*";
        Assert.Equal([origin], response.Headers.GetValues("WebHook-Allowed-Origin"));
        Assert.Equal(["12000"], response.Headers.GetValues("WebHook-Allowed-Rate"));
        Assert.Contains("POST", response.Content.Headers.Allow);
        // A connection would wait here to be accepted.
        Assert.False(callback.Pending());
    }

    [Fact]
    public async Task The_handshake_grants_nothing_to_others()
    {
        using var other = await app.Host.SendAsync(Options("api/hooks/narrow", "evil.example"));
        using var nobody = await app.Host.SendAsync(Options("api/hooks/nobody", "shop.example"));
        using var unsigned = await app.Host.SendAsync(Options("api/hooks/plain", "shop.example"));
        using var silent = await app.Host.SendAsync(Options("api/hooks/demo", origin: null));

        Assert.Equal("origin_not_allowed", (await ProblemAnswer.ReadAsync(other, HttpStatusCode.Forbidden)).Code);
        Assert.Equal("unknown_source", (await ProblemAnswer.ReadAsync(nobody, HttpStatusCode.NotFound)).Code);
        Assert.Equal("unsigned_source", (await ProblemAnswer.ReadAsync(unsigned, HttpStatusCode.Unauthorized)).Code);
        Assert.Equal(HttpStatusCode.OK, silent.StatusCode);
        Assert.All(
            (HttpResponseMessage[])[other, nobody, unsigned, silent],
            response => Assert.False(response.Headers.Contains("WebHook-Allowed-Origin")));
    }

    private static HttpRequestMessage Options(string path, string? origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Options, new Uri(path, UriKind.Relative));
        if (origin is not null) request.Headers.Add("WebHook-Request-Origin", origin);
        return request;
    }
}
