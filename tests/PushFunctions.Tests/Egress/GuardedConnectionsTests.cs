using System.Net;
using PushFunctions.Egress;

namespace PushFunctions.Tests.Egress;

public sealed class GuardedConnectionsTests
{
    private const string NoContent = "HTTP/1.1 204 No Content\r\n";

    [Fact]
    public async Task A_name_is_looked_up_once_and_only_its_allowed_addresses_are_used()
    {
        using var listener = new Listener(NoContent);
        var lookups = 0;

        var answer = await GetAsync(
            $"http://backend.example.com:{listener.Port}/", Rules("127.0.0.1/32", listener.Port),
            // Nobody waits there for minutes: it is never called.
            _ => lookups++ == 0 ? ["10.255.255.1", "127.0.0.1", "169.254.169.254"] : ["169.254.169.254"]);

        Assert.Equal((HttpStatusCode.NoContent, 1, 1), (answer, listener.Requests, lookups));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("10.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("127.0.0.1", "10.0.0.1", "fd00:ec2::254")]
    [InlineData]
    public async Task A_name_that_leads_to_no_allowed_address_is_not_called(params string[] addresses)
    {
        using var listener = new Listener(NoContent);

        var refused = await RefusedAsync(
            $"http://backend.example.com:{listener.Port}/?token=secret", Rules(null, listener.Port), _ => addresses);

        Assert.StartsWith("backend.example.com", refused, StringComparison.Ordinal);
        Assert.All(addresses, address => Assert.Contains(address, refused, StringComparison.Ordinal));
        Assert.DoesNotContain("secret", refused, StringComparison.Ordinal);
        Assert.Equal(0, listener.Requests);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("2130706433")]
    public async Task An_address_is_checked_like_a_name(string host)
    {
        using var listener = new Listener(NoContent);

        Assert.Contains(
            "loopback",
            await RefusedAsync($"http://{host}:{listener.Port}/", Rules(null, listener.Port), _ => ["127.0.0.1"]),
            StringComparison.Ordinal);
        Assert.Equal(
            HttpStatusCode.NoContent,
            await GetAsync($"http://{host}:{listener.Port}/", Rules("127.0.0.1/32", listener.Port), _ => []));
    }

    [Fact]
    public async Task A_port_that_is_not_named_is_not_called()
    {
        using var listener = new Listener(NoContent);

        var refused = await RefusedAsync(
            $"http://127.0.0.1:{listener.Port}/", Rules("127.0.0.1/32", 443), _ => ["127.0.0.1"]);

        Assert.Contains($"port {listener.Port} is not among 443", refused, StringComparison.Ordinal);
        Assert.Equal(0, listener.Requests);
    }

    [Fact]
    public async Task A_redirect_is_an_answer_and_is_not_followed()
    {
        using var inner = new Listener(NoContent);
        using var listener = new Listener($"HTTP/1.1 307 Moved\r\nLocation: http://127.0.0.1:{inner.Port}/\r\n");
        var rules = new EgressRules([listener.Port, inner.Port], [IPNetwork.Parse("127.0.0.1/32")]);

        var answer = await GetAsync($"http://127.0.0.1:{listener.Port}/", rules, _ => []);

        Assert.Equal((HttpStatusCode.TemporaryRedirect, 1, 0), (answer, listener.Requests, inner.Requests));
    }

    private static EgressRules Rules(string? network, int port) =>
        new([port], network is null ? [] : [IPNetwork.Parse(network)]);

    private static async Task<HttpStatusCode> GetAsync(
        string url, EgressRules rules, Func<string, IReadOnlyList<string>> lookup)
    {
        using var connections = new GuardedConnections(
            rules, (host, _) => Task.FromResult(lookup(host).Select(IPAddress.Parse).ToArray()));
        using var http = new HttpMessageInvoker(connections.Handler, disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(url));
        using var answer = await http.SendAsync(request, CancellationToken.None);
        return answer.StatusCode;
    }

    private static async Task<string> RefusedAsync(
        string url, EgressRules rules, Func<string, IReadOnlyList<string>> lookup)
    {
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(url, rules, lookup));
        return Assert.IsType<RefusedAddressException>(failure.GetBaseException()).Message;
    }
}
