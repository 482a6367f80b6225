using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>Signed events, from other people's senders too.</summary>
public sealed class HookTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task What_the_standardwebhooks_package_signs_is_taken_once()
    {
        const string Script = """
            const { Webhook } = require('standardwebhooks');
            const [url, secret, id, body] = args;
            for (const wait of [0, 1]) {
              const at = new Date(Date.now() - wait * 60000);
              const signature = new Webhook(secret).sign(id, at, body);
              const answer = await fetch(url, { method: 'POST', body, headers: {
                'content-type': 'application/json', 'webhook-id': id,
                'webhook-timestamp': Math.floor(at / 1000).toString(), 'webhook-signature': signature } });
              console.log(answer.status + ' ' + (await answer.json()).duplicate);
            }
            """;
        var user = Some.User();
        var body = Body(user, content: "Grüße 👋🏽");

        var said = await Shell.NodeAsync(
            Script, new Uri(app.Host.BaseAddress, "api/hooks/demo").AbsoluteUri, Sources.Secret, Some.Id("msg"), body);

        Assert.Equal(["202 false", "202 true"], said.Split('\n'));
        await Soon.IsTrueAsync(() => app.Simulator.PushesTo(user).Count > 0, () => "The user was not told.");
        app.Stack.AssertToldOnce([user]);
    }

    [Fact]
    public async Task The_signed_id_wins_and_one_in_the_body_is_ignored()
    {
        var (user, id) = (Some.User(), Some.Id("msg"));
        var first = await TakenAsync(Signed.StandardWebhooks("demo", Body(user, id: "one"), id));
        var second = await TakenAsync(Signed.StandardWebhooks("demo", Body(user, id: "two"), id));
        var third = await TakenAsync(Signed.StandardWebhooks("demo", Body(user, id: "one")));

        Assert.Equal((first.PushId, true), (second.PushId, second.Duplicate));
        Assert.NotEqual(first.PushId, third.PushId);
        using var changed = await app.Host.SendAsync(
            Signed.StandardWebhooks("demo", Body(user, content: "Another"), id));
        var problem = await ProblemAnswer.ReadAsync(changed, HttpStatusCode.UnprocessableEntity);
        Assert.Equal("idempotency_mismatch", problem.Code);
    }

    [Fact]
    public async Task The_same_id_of_another_source_or_posted_plainly_is_another_event()
    {
        var (user, id) = (Some.User(), Some.Id("msg"));
        var one = await TakenAsync(Signed.StandardWebhooks("demo", Body(user, id), id));
        var two = await TakenAsync(Signed.StandardWebhooks(
            "narrow", $$"""{"type":"order.shipped","to":{"user":"{{user}}"} }""", id));
        var three = (await app.PostAsync(JsonSerializer.Deserialize<JsonElement>(Body(user, id)))).Accepted;

        Assert.Equal(3, new HashSet<string> { one.PushId, two.PushId, three.PushId }.Count);
    }

    [Fact]
    public async Task The_source_says_the_app_and_the_events_word_is_ignored()
    {
        var body = $$"""{"type":"order.shipped","app":"nobody","to":{"user":"{{Some.User()}}"} }""";

        var taken = await TakenAsync(Signed.StandardWebhooks("narrow", body));

        Assert.Equal("second", (await app.Stored.PushAsync(taken.PushId)).App);
        Assert.Equal("hook:narrow", (await app.Stored.PushAsync(taken.PushId)).Source);
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("github")]
    public async Task A_mark_before_the_body_is_signed_with_it_and_then_left_out(string source)
    {
        var release = $$"""{"release":{"name":"{{Some.Id()}}"},"repository":{"name":"b"},"sender":{"login":"ada"} }""";

        var taken = await TakenAsync(source == "demo"
            ? Signed.StandardWebhooks(source, $"\uFEFF{Body(Some.User())}")
            : Signed.GitHub(source, $"\uFEFF{release}", "release", "delivery-1"));

        Assert.Equal(1, taken.Targets);
    }

    [Theory]
    [InlineData("api/hooks/nobody", true, "404", "unknown_source")]
    [InlineData("api/sources/nobody", true, "404", "unknown_source")]
    [InlineData("api/hooks/demo", false, "401", "missing_signature")]
    [InlineData("api/hooks/plain", false, "401", "unsigned_source")]
    public async Task What_the_headers_decide_is_refused_before_the_body_is_sent(
        string path, bool isSigned, string status, string code)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(app.Host.BaseAddress.Host, app.Host.BaseAddress.Port);
        var signature = isSigned ? $"webhook-id: 1\r\nwebhook-timestamp: {Signed.Now(0)}\r\nwebhook-signature: v1,x\r\n" : "";
        // A body is announced and never comes.
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /{path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n"
            + $"{signature}\r\n"));

        var answer = await ReadUntilAsync(connection.GetStream(), code);

        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
    }

    private static async Task<string> ReadUntilAsync(NetworkStream stream, string end)
    {
        var (text, buffer) = (new StringBuilder(), new byte[4_096]);
        while (!text.ToString().Contains(end, StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer);
            Assert.True(read > 0, $"The connection ended: {text}");
            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }

        return text.ToString();
    }

    private static string Body(string user, string? id = null, string content = "A message for you") =>
        JsonSerializer.Serialize(new { id, type = "some.type", to = new { user }, push = new { title = "Hi", content } });

    private async Task<AcceptedAnswer> TakenAsync(HttpRequestMessage request)
    {
        using var response = await app.Host.SendAsync(request);
        return await AcceptedAnswer.ReadAsync(response);
    }
}
