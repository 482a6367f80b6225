using System.Net;
using System.Text.Json;
using PushFunctions.Accept;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>A sender waits for whom a mapping finds, and for what it makes of the event.</summary>
public sealed class WaitMappingTests(App app) : IClassFixture<App>
{
    private const string Seeking = """
        { "message": { "title": "Order {{data.order}}", "content": "c" }, "to": { "users": "/data/customers" } }
        """;

    private readonly string _user = Some.User();
    private readonly string _type = Some.Id("awaited");

    [Fact]
    public async Task One_user_whom_the_mapping_finds_is_waited_for()
    {
        await app.Host.PutMappingAsync(_type, Seeking);

        var answer = await app.Host.AwaitAsync(Order([_user]));

        Assert.Equal((_user, "accepted"), (answer.User, answer.Outcome));
        Assert.Equal("Order 17", Told("title"));
    }

    [Fact]
    public async Task Two_users_whom_the_mapping_finds_are_too_many_and_nothing_is_kept()
    {
        await app.Host.PutMappingAsync(_type, Seeking);
        var appEvent = Order(Some.Users(2));

        using var response = await app.Host.TryAwaitAsync(appEvent);

        var problem = await ProblemAnswer.ReadAsync(response, HttpStatusCode.BadRequest);
        Assert.Equal(("invalid_event", "/to"), (problem.Code, Assert.Single(problem.Paths)));
        var pushId = PushIds.Create("default", "", (string)appEvent["id"]);
        Assert.DoesNotContain(
            await app.Stored.SnapshotAsync(), line => line.Contains(pushId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_sender_of_a_CloudEvent_may_wait()
    {
        await app.Host.PutMappingAsync(_type, Seeking);
        var body = JsonSerializer.Serialize(new
        {
            specversion = "1.0", id = Some.Id("ce"), source = "/shop", type = _type,
            data = new { order = 17, customers = new[] { _user } },
        });

        using var response = await app.Host.SendAsync(
            Signed.Post("api/events?wait=true", body, contentType: "application/cloudevents+json"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = JsonSerializer.Deserialize<AnsweredAnswer>(await response.Content.ReadAsStringAsync(), Wire.Json)!;
        Assert.Equal((_user, "accepted"), (answer.User, answer.Outcome));
        Assert.Equal("Order 17", Told("title"));
    }

    [Fact]
    public async Task The_users_own_data_and_language_are_in_the_message()
    {
        await app.Host.PutMappingAsync(_type, """
            {
              "message": { "title": "Hello {{user.name}}", "content": "c" },
              "languages": { "de": { "message": { "title": "Hallo {{user.name}}" } } }
            }
            """);
        var user = new { id = _user, data = new { name = "Ada", language = "de-AT" } };

        var answer = await app.Host.AwaitAsync(new { id = Some.Id(), type = _type, to = new { user } });

        Assert.Equal("accepted", answer.Outcome);
        Assert.Equal("Hallo Ada", Told("title"));
    }

    private Dictionary<string, object> Order(IReadOnlyList<string> customers) => new()
    {
        ["id"] = Some.Id(), ["type"] = _type, ["data"] = new { order = 17, customers },
    };

    private string? Told(string member) =>
        Assert.Single(app.Simulator.PushesTo(_user).Pushes).Message.GetProperty(member).GetString();
}
