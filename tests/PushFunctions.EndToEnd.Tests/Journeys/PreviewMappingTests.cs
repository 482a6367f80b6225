using System.Net;
using System.Text.Json;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>What a preview shows of a mapping's work.</summary>
public sealed class PreviewMappingTests(App app) : IClassFixture<App>
{
    private readonly string _type = Some.Id("previewed");

    [Fact]
    public async Task Users_whom_the_mapping_finds_are_counted_and_their_absence_refused()
    {
        await PutAsync("""{"message":{"title":"t","content":"c"},"to":{"users":"/data/watchers"} }""");

        var preview = await app.Host.PreviewAsync(Event(new { watchers = Some.Users(150) }));
        using var nobody = await app.Host.TryPreviewAsync(JsonSerializer.Serialize(Event(new { })));

        Assert.Equal((150, 2, 1), (preview.Targets, preview.Calls, preview.DistinctMessages));
        var problem = await ProblemAnswer.ReadAsync(nobody, HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("targets_not_found", "/data/watchers"), (problem.Code, Assert.Single(problem.Paths)));
    }

    [Fact]
    public async Task A_CloudEvent_in_headers_is_shown()
    {
        await PutAsync("""{"message":{"title":"Order {{data.order}}","content":"c"},"to":{"user":"/data/who"} }""");
        var headers = new Dictionary<string, string>
        {
            ["ce-specversion"] = "1.0", ["ce-id"] = Some.Id(), ["ce-source"] = "/shop", ["ce-type"] = _type,
        };

        using var response = await app.Host.SendAsync(
            Signed.Post("api/events/preview", """{"order":17,"who":"ada"}""", headers));

        var shown = JsonElement.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal("Order 17", shown.GetProperty("message").GetProperty("title").GetString());
    }

    [Fact]
    public async Task Keys_made_of_the_push_s_id_are_shown_as_they_are_sent()
    {
        await PutAsync("""
            {
              "message": {
                "title": "t", "content": "c", "agora": { "id": "{{push.number}}" }, "apns": { "collapseId": "{{push.id}}" }
              },
              "to": { "user": "/data/who" }
            }
            """);
        var user = Some.Users(1)[0];
        var appEvent = Event(new { who = user });

        using var preview = await app.Host.TryPreviewAsync(JsonSerializer.Serialize(appEvent));
        var push = await app.PostAsync(appEvent);
        await push.FinishedAsync();

        var shown = JsonElement.Parse(await preview.Content.ReadAsStringAsync()).GetProperty("message");
        var sent = Assert.Single(app.Simulator.PushesTo(user).Pushes).Message;
        Assert.Equal(push.Id, shown.GetProperty("apns").GetProperty("collapseId").GetString());
        Assert.Equal(push.Id, sent.GetProperty("apns").GetProperty("collapseId").GetString());
        Assert.Equal(
            shown.GetProperty("agora").GetProperty("id").GetString(),
            sent.GetProperty("agora").GetProperty("id").GetRawText().Trim('"'));
    }

    [Fact]
    public async Task Users_of_two_languages_are_shown_with_their_messages()
    {
        await PutAsync("""
            {
              "message": { "title": "Shipped", "content": "c" },
              "languages": { "de": { "message": { "title": "Versandt" } } }
            }
            """);
        var users = Some.Users(5).Select(
            (user, index) => new { id = user, data = new { language = index < 2 ? "de-AT" : "en" } });

        var preview = await app.Host.PreviewAsync(new { id = Some.Id(), type = _type, to = new { users } });

        Assert.Equal([("Shipped", 3), ("Versandt", 2)], Shown(preview).Order());
    }

    [Fact]
    public async Task A_text_that_is_too_long_for_one_user_is_cut_for_that_one_with_a_warning()
    {
        await PutAsync("""{"message":{"title":"Hi {{user.name}}","content":"c"},"onOverflow":"truncate"}""");
        string[] names = ["Ada", new('x', 50)];
        var users = Some.Users(2).Select((user, index) => new { id = user, data = new { name = names[index] } });

        var preview = await app.Host.PreviewAsync(new { id = Some.Id(), type = _type, to = new { users } });

        Assert.Equal(
            [("Hi Ada", 1), ($"Hi {new string('x', 28)}…", 1)],
            Shown(preview).OrderBy(shown => shown.Title?.Length));
        Assert.Contains(preview.Warnings, warning => warning.Contains("cut to 32", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_more_than_twenty_messages_the_first_are_shown_and_the_rest_is_told_of()
    {
        await PutAsync("""{"message":{"title":"Hi {{user.id}}","content":"c"} }""");

        var preview = await app.Host.PreviewAsync(
            new { id = Some.Id(), type = _type, to = new { users = Some.Users(21) } });

        Assert.Equal((21, 21, 21), (preview.Targets, preview.Calls, preview.DistinctMessages));
        Assert.Equal(20, preview.Messages!.Count);
        Assert.Contains(preview.Warnings, warning => warning.Contains("the first 20", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_accepted_event_whose_mapping_has_gone_is_refused_here_and_a_duplicate_there()
    {
        await PutAsync("""{"message":{"title":"t","content":"c"} }""");
        var appEvent = new { id = Some.Id(), type = _type, to = new { user = Some.User() } };
        var push = await app.PostAsync(appEvent);
        using var deleted = await app.Host.DeleteMappingAsync(_type);

        using var preview = await app.Host.TryPreviewAsync(JsonSerializer.Serialize(appEvent));
        var again = await app.PostAsync(appEvent);

        Assert.Equal(
            "unknown_type", (await ProblemAnswer.ReadAsync(preview, HttpStatusCode.UnprocessableEntity)).Code);
        Assert.Equal((push.Id, true), (again.Id, again.Accepted.Duplicate));
    }

    private static IEnumerable<(string? Title, int Users)> Shown(PreviewAnswer preview) =>
        preview.Messages!.Select(shown => (
            shown.GetProperty("message").GetProperty("title").GetString(), shown.GetProperty("users").GetInt32()));

    private object Event(object data) => new { id = Some.Id(), type = _type, data };

    private Task<string> PutAsync(string mapping) => app.Host.PutMappingAsync(_type, mapping);
}
