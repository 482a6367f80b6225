using System.Net;
using System.Text.Json;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>Payloads of senders who know nothing of us, read by settings alone.</summary>
public sealed class ForeignSourceTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task A_release_on_GitHub_is_told_to_its_sender()
    {
        var user = Some.User();

        var push = await TakenAsync(Signed.GitHub("github", Release(user), "release", "delivery-1"));

        Assert.Equal((1, "github.release"), (push.Targets, (await app.Stored.PushAsync(push.PushId)).Type));
        Assert.Equal(("bridge", "v1.2 is out"), await ToldAsync(user));
    }

    [Fact]
    public async Task A_captured_GitHub_request_with_a_changed_delivery_id_is_the_same_push()
    {
        var body = Release(Some.User());

        var first = await TakenAsync(Signed.GitHub("github", body, "release", "delivery-1"));
        var second = await TakenAsync(Signed.GitHub("github", body, "release", "delivery-2"));

        Assert.Equal((first.PushId, true), (second.PushId, second.Duplicate));
    }

    [Theory]
    [InlineData("application/json", true)]
    [InlineData("application/cloudevents+json", false)]
    [InlineData("application/cloudevents+json", true)]
    [InlineData("application/cloudevents-batch+json", false)]
    public async Task A_captured_request_with_headers_of_a_CloudEvent_is_the_same_push(string contentType, bool hasHeaders)
    {
        var user = Some.User();
        var body = JsonSerializer.Serialize(new
        {
            specversion = "1.0", id = Some.Id("ce"), source = "/s", type = "booking", kind = "booking", no = Some.Id(),
            who = user, text = "Hello", data = new { who = user, text = "Another" },
        });
        var captured = Signed.GitHub("ledger", body, "any", "delivery-1");
        captured.Content!.Headers.ContentType = new(contentType);
        if (hasHeaders)
        {
            foreach (var (name, value) in (ReadOnlySpan<(string, string)>)
                [("specversion", "1.0"), ("id", Some.Id("ce")), ("source", "/s"), ("type", "booking")])
            {
                captured.Headers.Add($"ce-{name}", value);
            }
        }

        var first = await TakenAsync(Signed.GitHub("ledger", body, "any", "delivery-1"));
        var second = await TakenAsync(captured);

        Assert.Equal((first.PushId, true), (second.PushId, second.Duplicate));
        Assert.Equal(("Booked", "Hello"), await ToldAsync(user));
        app.Stack.AssertToldOnce([user]);
    }

    [Fact]
    public async Task A_type_in_a_header_must_be_in_the_list()
    {
        using var response = await app.Host.SendAsync(
            Signed.GitHub("github", Release(Some.User()), "push", "delivery-1"));

        var problem = await ProblemAnswer.ReadAsync(response, HttpStatusCode.UnprocessableEntity);
        Assert.Equal("type_not_allowed", problem.Code);
        Assert.Contains("github.push", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_charge_at_Stripe_is_told_to_the_user_in_its_metadata()
    {
        var user = Some.User();
        var body = JsonSerializer.Serialize(new
        {
            id = Some.Id("evt"),
            @object = "event",
            type = "charge.succeeded",
            data = new { @object = new { amount = 2_000, currency = "usd", metadata = new { user } } },
        });

        var first = await TakenAsync(Signed.Stripe("stripe", body));
        var second = await TakenAsync(Signed.Stripe("stripe", body));

        Assert.Equal((first.PushId, true), (second.PushId, second.Duplicate));
        Assert.Equal(("Paid", "2000 usd"), await ToldAsync(user));
    }

    [Fact]
    public async Task An_alarm_of_a_sensor_that_signs_nothing_is_told_to_its_owners()
    {
        var (users, id) = (Some.Users(2), Some.Id("reading"));
        var body = JsonSerializer.Serialize(new { room = "cellar", reading = new { value = 17.50m }, owners = users });

        var first = await TakenAsync(Reading(body, id));
        var second = await TakenAsync(Reading(body, id));

        Assert.Equal((2, first.PushId, true), (first.Targets, second.PushId, second.Duplicate));
        foreach (var user in users) Assert.Equal(("Alarm", "17.50 in cellar"), await ToldAsync(user));
    }

    [Fact]
    public async Task What_a_payload_lacks_is_told_by_the_place_that_the_settings_name()
    {
        using var response = await app.Host.SendAsync(Signed.Post("api/sources/alarms", """{"owners":["Ada","bob"]}"""));
        using var nobody = await app.Host.SendAsync(Reading("{}", Some.Id()));
        using var wrong = await app.Host.SendAsync(Reading("""{"owners":["Ada","bob"]}""", Some.Id()));

        var problem = await ProblemAnswer.ReadAsync(response, HttpStatusCode.BadRequest);
        Assert.Equal(["header:X-Reading-Id"], problem.Paths);
        Assert.Equal(["/owners"], (await ProblemAnswer.ReadAsync(nobody, HttpStatusCode.BadRequest)).Paths);
        Assert.Equal(["/owners/0"], (await ProblemAnswer.ReadAsync(wrong, HttpStatusCode.BadRequest)).Paths);
    }

    [Fact]
    public async Task An_unsigned_source_needs_the_key_and_the_address_that_asks_for_it()
    {
        await using var keyed = await app.Stack.StartHostAsync(key: "let-me-in");
        var body = JsonSerializer.Serialize(new { room = "cellar", reading = new { value = 1 }, owners = Some.Users(1) });

        using var without = await keyed.SendAsync(Reading(body, Some.Id()));
        using var wrong = await keyed.SendAsync(Keyed(Reading(body, Some.Id()), "let-me-out"));
        using var right = await keyed.SendAsync(Keyed(Reading(body, Some.Id()), "let-me-in"));
        using var hook = await keyed.SendAsync(Keyed(Signed.Post("api/hooks/alarms", body), "let-me-in"));

        Assert.All(
            (HttpResponseMessage[])[without, wrong],
            refused => Assert.Equal(
                (HttpStatusCode.Unauthorized, 0), (refused.StatusCode, refused.Content.Headers.ContentLength ?? 0)));
        await AcceptedAnswer.ReadAsync(right);
        var problem = await ProblemAnswer.ReadAsync(hook, HttpStatusCode.Unauthorized);
        Assert.Equal("unsigned_source", problem.Code);
        Assert.Contains("/api/sources/alarms", problem.Detail, StringComparison.Ordinal);

        static HttpRequestMessage Keyed(HttpRequestMessage request, string key)
        {
            request.Headers.Add("x-functions-key", key);
            return request;
        }
    }

    [Fact]
    public async Task A_signed_source_is_asked_for_its_signature_on_either_way()
    {
        using var response = await app.Host.SendAsync(Signed.Post("api/sources/demo", "{}"));

        var problem = await ProblemAnswer.ReadAsync(response, HttpStatusCode.Unauthorized);
        Assert.Equal("missing_signature", problem.Code);
    }

    [Fact]
    public async Task What_the_page_says_that_senders_do_is_taken()
    {
        Assert.Equal(4, HooksPage.Scripts.Count);
        foreach (var script in HooksPage.Scripts)
        {
            var here = script.Replace("http://127.0.0.1:7071/", app.Host.BaseAddress.AbsoluteUri, StringComparison.Ordinal);

            var said = await Shell.RunAsync("bash", "-c", here);

            Assert.StartsWith("HTTP/1.1 202 Accepted", said, StringComparison.Ordinal);
        }
    }

    private static string Release(string user) => JsonSerializer.Serialize(new
    {
        action = "published",
        release = new { name = "v1.2", tag = Some.Id("tag") },
        repository = new { name = "bridge" },
        sender = new { login = user },
    });

    private static HttpRequestMessage Reading(string body, string id) => Signed.Post(
        "api/sources/alarms", body, new Dictionary<string, string> { ["X-Reading-Id"] = id });

    private async Task<(string? Title, string? Content)> ToldAsync(string user)
    {
        await Soon.IsTrueAsync(() => app.Simulator.PushesTo(user).Count > 0, () => $"{user} was not told.");
        var message = Assert.Single(app.Simulator.PushesTo(user).Pushes).Message;
        return (message.GetProperty("title").GetString(), message.GetProperty("content").GetString());
    }

    private async Task<AcceptedAnswer> TakenAsync(HttpRequestMessage request)
    {
        using var response = await app.Host.SendAsync(request);
        return await AcceptedAnswer.ReadAsync(response);
    }
}
