using System.Net;
using System.Text.Json;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>What an event would send, without its being sent.</summary>
public sealed class PreviewTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task A_preview_shows_what_the_event_then_does()
    {
        var user = Some.User();
        var appEvent = Some.Event(user);
        appEvent.Remove("push");
        appEvent["type"] = "order.shipped";
        appEvent["data"] = new { order = 17, eta = new string('ä', 100) };

        var preview = await app.Host.PreviewAsync(appEvent);
        var push = await app.PostAsync(appEvent);
        await push.FinishedAsync();

        Assert.Equal((1, 1, 1), (preview.Targets, preview.Calls, preview.DistinctMessages));
        Assert.Equal(("vendorThenAgora", null), (preview.Strategy, preview.Messages));
        Assert.Equal(push.Accepted.Warnings, preview.Warnings);
        var told = Assert.Single(app.Simulator.PushesTo(user).Pushes).Message;
        Assert.True(JsonElement.DeepEquals(told, preview.Message!.Value), preview.Message.ToString());
    }

    [Fact]
    public async Task The_answer_has_these_members()
    {
        using var response = await app.Host.TryPreviewAsync(JsonSerializer.Serialize(Some.Event(Some.User())));

        var body = JsonElement.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(
            [
                "message", "targets", "calls", "distinctMessages", "strategy", "via", "budget", "expectedFinish",
                "storageOperations", "warnings",
            ],
            body.EnumerateObject().Select(member => member.Name));
        Assert.Equal(
            ["name", "callsPerMinute", "leftThisMinute"],
            body.GetProperty("budget").EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task Nothing_is_kept_and_nobody_is_told()
    {
        var users = Some.Users(250);
        var before = await app.Stored.SnapshotAsync();

        var preview = await app.Host.PreviewAsync(Some.Event(users));

        Assert.Equal((250, 3, 1), (preview.Targets, preview.Calls, preview.DistinctMessages));
        // Other tests' pushes may end meanwhile; of this one there is no trace.
        var after = await app.Stored.SnapshotAsync();
        Assert.Equal(Pushes(before), Pushes(after));
        Assert.All(users, user => Assert.Equal(0, app.Simulator.PushesTo(user).Count));

        static IEnumerable<string> Pushes(IReadOnlyList<string> lines) =>
            lines.Where(line => !line.StartsWith("PushIndex stats", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"id":"1" "type":"t"}""")]
    [InlineData("""{"id":"1","type":"t","to":{"user":"Ada"},"push":{"title":"a","content":"b"}}""")]
    [InlineData("""{"id":"1","type":"no.such","to":{"user":"ada"}}""")]
    [InlineData("""{"id":"1","type":"t","to":{"user":"ada"},"push":{"title":"a"}}""")]
    [InlineData("""{"id":"1","type":"order.paid","to":{"user":"ada"},"data":{"order":"123456789012345678901234567890"}}""")]
    [InlineData("""{"id":"1","type":"t","app":"other","to":{"user":"ada"},"push":{"title":"a","content":"b"}}""")]
    [InlineData("""{"id":"1","type":"t","to":{"labels":["Vip"]},"push":{"title":"a","content":"b"}}""")]
    public async Task Its_problems_are_the_real_ones(string body)
    {
        using var real = await app.Host.TryPostAsync(body);
        using var preview = await app.Host.TryPreviewAsync(body);

        Assert.Equal(real.StatusCode, preview.StatusCode);
        Assert.Equal(await real.Content.ReadAsStringAsync(), await preview.Content.ReadAsStringAsync());
        Assert.InRange((int)real.StatusCode, 400, 499);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData(null)]
    public async Task It_reads_the_same_types_of_content(string? contentType)
    {
        using var response = await app.Host.TryPreviewAsync("{}", contentType);

        var problem = await ProblemAnswer.ReadAsync(response, HttpStatusCode.UnsupportedMediaType);
        Assert.Equal("unsupported_media_type", problem.Code);
    }

    [Fact]
    public async Task An_event_that_has_passed_is_refused()
    {
        var appEvent = Some.Event(Some.User());
        appEvent["expiresAt"] = "2020-01-01T00:00:00Z";

        using var response = await app.Host.TryPreviewAsync(JsonSerializer.Serialize(appEvent));

        Assert.Equal(["/expiresAt"], (await ProblemAnswer.ReadAsync(response, HttpStatusCode.BadRequest)).Paths);
    }

    [Fact]
    public async Task An_event_that_was_accepted_before_is_said_to_be_one_and_another_body_is_refused()
    {
        var appEvent = Some.Event(Some.User());
        await (await app.PostAsync(appEvent)).FinishedAsync();

        var preview = await app.Host.PreviewAsync(appEvent);
        appEvent["data"] = "other";
        using var other = await app.Host.TryPreviewAsync(JsonSerializer.Serialize(appEvent));

        Assert.Contains("accepted before", Assert.Single(preview.Warnings), StringComparison.Ordinal);
        var problem = await ProblemAnswer.ReadAsync(other, HttpStatusCode.UnprocessableEntity);
        Assert.Equal("idempotency_mismatch", problem.Code);
    }

    [Fact]
    public async Task Messages_of_users_are_shown_one_by_one()
    {
        await app.Host.PutMappingAsync("shown", """{"message":{"title":"Hi {{user.name}}","content":"c"}}""");
        var users = Some.Users(150);
        var to = users.Select((user, index) => new { id = user, data = new { name = index < 120 ? "many" : "few" } });

        var preview = await app.Host.PreviewAsync(new { id = Some.Id(), type = "shown", to = new { users = to } });

        Assert.Equal((150, 3, 2), (preview.Targets, preview.Calls, preview.DistinctMessages));
        Assert.Null(preview.Message);
        Assert.Equal(
            [("Hi few", 30), ("Hi many", 120)],
            preview.Messages!.Select(shown => (
                shown.GetProperty("message").GetProperty("title").GetString(), shown.GetProperty("users").GetInt32()))
                .Order());
    }

    [Fact]
    public async Task A_CloudEvent_is_shown_like_any_other_and_a_batch_is_not()
    {
        const string cloudEvent = """
            {
              "specversion": "1.0", "id": "1", "source": "/shop", "type": "order.shipped",
              "data": { "to": { "user": "ada" }, "data": { "order": 17, "eta": "tomorrow" } }
            }
            """;

        using var one = await app.Host.TryPreviewAsync(cloudEvent, "application/cloudevents+json");
        using var batch = await app.Host.TryPreviewAsync($"[{cloudEvent}]", "application/cloudevents-batch+json");

        var shown = JsonElement.Parse(await one.Content.ReadAsStringAsync());
        Assert.Equal("Order 17 shipped", shown.GetProperty("message").GetProperty("title").GetString());
        var problem = await ProblemAnswer.ReadAsync(batch, HttpStatusCode.BadRequest);
        Assert.Contains("batch", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_looks_at_what_is_fed_already()
    {
        await using var stack = await Stack.StartAsync();
        await using var host = await stack.StartHostAsync(new Dictionary<string, string>
        {
            ["Budgets__PushSingle__CallsPerMinute"] = "120",
        });
        var appEvent = Some.Event(Some.Users(1_000));
        var idle = await host.PreviewAsync(appEvent);
        var push = await host.PostAsync(Some.Event(Some.Users(2_000)));
        await push.UntilAsync(status => status.Calls > 0);

        var busy = await host.PreviewAsync(appEvent);
        appEvent["expiresAt"] = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(3);
        var expiring = await host.PreviewAsync(appEvent);

        Assert.Equal(("PushSingle", 120), (idle.Budget.Name, idle.Budget.CallsPerMinute));
        Assert.InRange(idle.Budget.LeftThisMinute, 118, 120);
        Assert.InRange(busy.Budget.LeftThisMinute, 60, 117);
        Assert.Contains("expires", Assert.Single(expiring.Warnings), StringComparison.Ordinal);
        var now = TimeProvider.System.GetUtcNow();
        Assert.InRange(busy.ExpectedFinish, now + TimeSpan.FromSeconds(4), now + TimeSpan.FromSeconds(30));
    }
}
