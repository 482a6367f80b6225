using System.Net;
using System.Text.Json;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.BadInput;

/// <summary>What is found wrong when the event has been read is named by its place in what was posted.</summary>
public sealed class ErrorPlaceTests(App app) : IClassFixture<App>
{
    private const string Structured = "application/cloudevents+json";

    public static TheoryData<string> Doors => ["api/events", "api/events/preview"];

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Of_a_structured_CloudEvent(string door)
    {
        Assert.Equal("/data/who", await PathAsync(door, CloudEvent("booking", """{"text":"x"}""")));
        Assert.Equal("/type", await PathAsync(door, CloudEvent("no.such", """{"to":{"user":"ada"} }""")));
        Assert.Equal("/data/to", await PathAsync(door, CloudEvent("order.paid", """{"order":1}""")));
        Assert.Equal("/data/push/title", await PathAsync(door, CloudEvent(
            "order.paid", """{"to":{"user":"ada"},"push":{"title":""} }""")));
        Assert.Equal("/push/title", await PathAsync(door, CloudEvent(
            "order.paid", $$"""{"to":{"user":"ada"},"data":{"order":"{{new string('x', 40)}}"} }""")));
        Assert.Equal("/data/expiresAt", await PathAsync(door, CloudEvent(
            "order.paid", """{"to":{"user":"ada"},"expiresAt":"2020-01-01T00:00:00Z"}""")));
    }

    [Fact]
    public async Task Of_a_sender_who_waits() => Assert.Equal(
        "/data/to", await PathAsync("api/events?wait=true", CloudEvent("order.paid", """{"to":{"users":["ada","bob"]} }""")));

    [Fact]
    public async Task Of_an_event_in_a_batch()
    {
        var events = $"[17,{CloudEvent("booking", "{}")},{CloudEvent("no.such", "{\"to\":{\"user\":\"ada\"}}")}]";

        using var response = await app.Host.SendAsync(
            Signed.Post("api/events", events, contentType: "application/cloudevents-batch+json"));

        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(
            ["/0", "/1/data/who", "/2/type"],
            body.RootElement.GetProperty("results").EnumerateArray().Select(result =>
                result.GetProperty("problem").GetProperty("errors")[0].GetProperty("path").GetString()));
    }

    [Fact]
    public async Task Of_an_event_in_headers()
    {
        Assert.Equal("/who", await BinaryAsync("booking"));
        Assert.Equal("header:ce-type", await BinaryAsync("no.such"));

        async Task<string> BinaryAsync(string type) => await PathAsync(Signed.Post(
            "api/events", "{}", new Dictionary<string, string>
            {
                ["ce-specversion"] = "1.0", ["ce-id"] = Some.Id(), ["ce-source"] = "/s", ["ce-type"] = type,
            }));
    }

    [Fact]
    public async Task Of_a_foreign_payload()
    {
        Assert.Equal("/who", await PathAsync(Ledger("""{"kind":"booking","no":"1"}""")));
        using var response = await app.Host.SendAsync(Ledger("""{"kind":"booking","no":"1","who":"Ada"}"""));

        var problem = await ProblemAnswer.ReadAsync(response, HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["/who"], problem.Paths);
        Assert.Contains("users: /who is not a user id", problem.Detail, StringComparison.Ordinal);

        static HttpRequestMessage Ledger(string body) => Signed.GitHub("ledger", body, "any", "delivery");
    }

    private static string CloudEvent(string type, string data) =>
        $$"""{"specversion":"1.0","id":"{{Some.Id()}}","source":"/s","type":"{{type}}","data":{{data}}}""";

    private Task<string> PathAsync(string door, string body) => PathAsync(Signed.Post(door, body, contentType: Structured));

    private async Task<string> PathAsync(HttpRequestMessage request)
    {
        using var response = await app.Host.SendAsync(request);
        var problem = await ProblemAnswer.ReadAsync(response, response.StatusCode);
        return problem.Paths.First();
    }
}
