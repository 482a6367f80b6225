using System.Net;
using System.Text.Json;
using PushFunctions.Accept;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>CloudEvents in their three modes, as the official package sends them and by hand.</summary>
public sealed class CloudEventTests(App app) : IClassFixture<App>
{
    private const string Structured = "application/cloudevents+json";
    private const string Batch = "application/cloudevents-batch+json";

    [Fact]
    public async Task What_the_cloudevents_package_sends_in_all_modes_is_one_push()
    {
        const string Script = """
            const { CloudEvent, HTTP } = require('cloudevents');
            const [url, id, user] = args;
            const event = new CloudEvent({ id, source: '/shop/orders', type: 'order.shipped', subject: 'order 17',
              data: { to: { user }, data: { order: 17.50, eta: 'Grüße 👋🏽' } } });
            const batch = { headers: { 'content-type': 'application/cloudevents-batch+json' },
              body: JSON.stringify([event]) };
            for (const { headers, body } of [HTTP.binary(event), HTTP.structured(event), batch]) {
              const answer = await fetch(url, { method: 'POST', headers, body });
              const said = await answer.json();
              console.log(JSON.stringify({ status: answer.status, ...(said.results ? said.results[0] : said) }));
            }
            """;
        var (id, user) = (Some.Id("ce"), Some.User());

        var said = await Shell.NodeAsync(Script, new Uri(app.Host.BaseAddress, "api/events").AbsoluteUri, id, user);

        var answers = said.Split('\n').Select(line => JsonElement.Parse(line)).ToList();
        Assert.Equal([false, true, true], answers.Select(answer => answer.GetProperty("duplicate").GetBoolean()));
        Assert.All(answers, answer => Assert.Equal(202, answer.GetProperty("status").GetInt32()));
        var pushId = Assert.Single(answers.Select(answer => answer.GetProperty("pushId").GetString()!).Distinct());
        Assert.Equal("ce:/shop/orders", (await app.Stored.PushAsync(pushId)).Source);
        await Soon.IsTrueAsync(() => app.Simulator.PushesTo(user).Count > 0, () => "The user was not told.");
        app.Stack.AssertToldOnce([user]);
        var content = app.Simulator.PushesTo(user).Pushes[0].Message.GetProperty("content").GetString();
        Assert.Equal("It should arrive Grüße 👋🏽.", content);
    }

    [Fact]
    public async Task One_bad_event_of_a_batch_is_told_and_the_others_are_taken()
    {
        var users = Some.Users(3);
        var events = new[] { Event(users[0]), Event("Not A User"), Event(users[1]), Without(Event("x"), "source"), Event(users[2]) };

        using var response = await app.Host.TryPostAsync(JsonSerializer.Serialize(events), Batch);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var results = await ResultsAsync(response);
        Assert.Equal([0, 1, 2, 3, 4], results.Select(result => result.GetProperty("index").GetInt32()));
        Assert.Equal([202, 400, 202, 400, 202], results.Select(result => result.GetProperty("status").GetInt32()));
        Assert.Equal("/1/data/to/user", PathOf(results[1]));
        Assert.Equal("/3/source", PathOf(results[3]));
        foreach (var index in (int[])[0, 2, 4])
            Assert.Equal(26, results[index].GetProperty("pushId").GetString()!.Length);
        await Soon.IsTrueAsync(
            () => users.All(user => app.Simulator.PushesTo(user).Count > 0), () => "Not all users were told.");
        app.Stack.AssertToldOnce(users);
    }

    [Fact]
    public async Task A_batch_of_which_none_is_taken_is_a_problem_with_all_results()
    {
        var events = new[] { Event("Not A User"), Without(Event("x"), "id") };

        using var response = await app.Host.TryPostAsync(JsonSerializer.Serialize(events), Batch);

        var results = await ResultsAsync(response);
        var problem = await ProblemAnswer.ReadAsync(response, HttpStatusCode.BadRequest);
        Assert.Equal("batch_refused", problem.Code);
        Assert.Equal(["/0/data/to/user", "/1/id"], results.Select(PathOf));
    }

    [Fact]
    public async Task A_batch_posted_again_is_all_duplicates_and_one_event_twice_in_it_is_one_push()
    {
        var users = Some.Users(20);
        var events = users.Select(Event).ToList();
        events.Add(events[0]);
        var body = JsonSerializer.Serialize(events);

        using var first = await app.Host.TryPostAsync(body, Batch);
        using var second = await app.Host.TryPostAsync(body, Batch);

        var (before, after) = (await ResultsAsync(first), await ResultsAsync(second));
        Assert.Equal(20, before.Count(result => !result.GetProperty("duplicate").GetBoolean()));
        Assert.All(after, result => Assert.True(result.GetProperty("duplicate").GetBoolean()));
        Assert.Equal(20, before.Concat(after).Select(result => result.GetProperty("pushId").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task A_batch_that_can_be_taken_later_only_is_answered_so_as_a_whole()
    {
        await using var stack = await Stack.StartAsync();
        await using var door = await stack.StartDoorAsync(settings: new Dictionary<string, string>
        {
            ["Accept__MaxOpenPushes"] = "5",
        });
        await stack.Stored.CountOpenPushesAsync(5);

        using var response = await door.TryPostAsync(
            JsonSerializer.Serialize(new[] { Without(Event("x"), "id"), Event(Some.User()) }), Batch);

        var problem = await ProblemAnswer.ReadAsync(response, HttpStatusCode.ServiceUnavailable);
        Assert.Equal("too_many_pushes", problem.Code);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task In_a_signed_body_the_signed_id_wins_and_each_event_of_a_batch_is_one_of_its_own()
    {
        var (one, two, id) = (Event(Some.User()), Event(Some.User()), Some.Id("msg"));
        var single = await TakenAsync(Hook(JsonSerializer.Serialize(one), id, Structured));
        one["id"] = Some.Id("ce");
        var again = await TakenAsync(Hook(JsonSerializer.Serialize(one), id, Structured));
        using var batch = await app.Host.SendAsync(Hook(JsonSerializer.Serialize(new[] { one, two }), id, Batch));

        Assert.Equal((single.PushId, true), (again.PushId, again.Duplicate));
        Assert.Equal("hook:demo", (await app.Stored.PushAsync(single.PushId)).Source);
        var ids = (await ResultsAsync(batch)).Select(result => result.GetProperty("pushId").GetString()!).ToList();
        Assert.Equal(3, ids.Append(single.PushId).Distinct().Count());
        Assert.Equal($"{id}.1", (await app.Stored.PushAsync(ids[1])).EventId);
    }

    [Fact]
    public async Task The_same_id_of_another_source_is_another_event()
    {
        var user = Some.User();
        var one = Event(user);
        var two = new Dictionary<string, object>(one) { ["source"] = "/another" };

        var first = await TakenAsync(Signed.Post("api/events", JsonSerializer.Serialize(one), contentType: Structured));
        var second = await TakenAsync(Signed.Post("api/events", JsonSerializer.Serialize(two), contentType: Structured));

        Assert.NotEqual(first.PushId, second.PushId);
    }

    [Fact]
    public async Task An_unsigned_source_may_send_all_modes()
    {
        var one = Event(Some.User());
        var headers = new Dictionary<string, string>
        {
            ["ce-specversion"] = "1.0", ["ce-type"] = "some.type", ["ce-source"] = "/here", ["ce-id"] = (string)one["id"],
        };
        var body = JsonSerializer.Serialize(one);

        var structured = await TakenAsync(Signed.Post("api/sources/plain", body, contentType: Structured));
        var binary = await TakenAsync(Signed.Post("api/sources/plain", JsonSerializer.Serialize(one["data"]), headers));

        Assert.Equal((structured.PushId, true), (binary.PushId, binary.Duplicate));
        Assert.Equal("hook:plain ce:/here", (await app.Stored.PushAsync(structured.PushId)).Source);
    }

    [Fact]
    public async Task A_thousand_events_in_one_batch_are_taken_and_told_in_their_order()
    {
        // Nobody sends them: 3,000 writes to storage are enough to wait for.
        await using var stack = await Stack.StartAsync();
        await using var door = await stack.StartDoorAsync();
        var events = Some.Users(1_000).Select(Event).ToList();
        Without(events[500], "source");

        using var response = await door.TryPostAsync(JsonSerializer.Serialize(events), Batch);

        var results = await ResultsAsync(response);
        Assert.Equal(Enumerable.Range(0, 1_000), results.Select(result => result.GetProperty("index").GetInt32()));
        Assert.Equal(400, results[500].GetProperty("status").GetInt32());
        Assert.Equal(
            events.Where((_, index) => index != 500).Select(one => PushIds.Create("default", "ce:/here", (string)one["id"])),
            results.Where((_, index) => index != 500).Select(result => result.GetProperty("pushId").GetString()));
    }

    private static Dictionary<string, object> Event(string user) => new()
    {
        ["specversion"] = "1.0",
        ["id"] = Some.Id("ce"),
        ["source"] = "/here",
        ["type"] = "some.type",
        ["data"] = new { to = new { user }, push = new { title = "Hello", content = "A message for you" } },
    };

    private static Dictionary<string, object> Without(Dictionary<string, object> cloudEvent, string attribute)
    {
        cloudEvent.Remove(attribute);
        return cloudEvent;
    }

    private static HttpRequestMessage Hook(string body, string id, string contentType)
    {
        var request = Signed.StandardWebhooks("demo", body, id);
        request.Content!.Headers.ContentType = new(contentType);
        return request;
    }

    private static string? PathOf(JsonElement result) =>
        result.GetProperty("problem").GetProperty("errors")[0].GetProperty("path").GetString();

    private static async Task<IReadOnlyList<JsonElement>> ResultsAsync(HttpResponseMessage response)
    {
        var body = JsonElement.Parse(await response.Content.ReadAsStringAsync());
        return [.. body.GetProperty("results").EnumerateArray()];
    }

    private async Task<AcceptedAnswer> TakenAsync(HttpRequestMessage request)
    {
        using var response = await app.Host.SendAsync(request);
        return await AcceptedAnswer.ReadAsync(response);
    }
}
