using System.Net;
using System.Text.Json;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>Mappings that are put, changed and deleted while hosts run.</summary>
public sealed class StoredMappingTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task What_is_put_at_one_host_is_soon_used_by_the_others_and_deleting_it_brings_the_file_back()
    {
        await using var second = await app.Stack.StartHostAsync(
            new Dictionary<string, string> { ["Mappings__RefreshEvery"] = "00:00:01" });
        Assert.Equal("Paid 17", await TitleAsync(second, "order.paid"));

        await app.Host.PutMappingAsync("order.paid", """{"message":{"title":"Now {{data.order}}","content":"c"}}""");
        Assert.Equal("Now 17", await TitleAsync(app.Host, "order.paid"));
        await Soon.IsTrueAsync(
            async () => await TitleAsync(second, "order.paid") == "Now 17", () => "The second host uses the file.");

        using var deleted = await app.Host.DeleteMappingAsync("order.paid");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal("Paid 17", await TitleAsync(app.Host, "order.paid"));
        await Soon.IsTrueAsync(
            async () => await TitleAsync(second, "order.paid") == "Paid 17", () => "The second host uses what was put.");
    }

    [Fact]
    public async Task A_mapping_finds_its_users_in_the_data_and_speaks_their_language()
    {
        var type = Some.Id("order");
        await app.Host.PutMappingAsync(type, """
            {
              "message": { "title": "Shipped", "content": "Order {{data.order}}" },
              "to": { "user": "/data/customer/id" },
              "languages": { "de": { "message": { "title": "Versandt" } } }
            }
            """);
        var user = Some.User();

        var push = await app.PostAsync(
            new { id = Some.Id(), type, data = new { order = 17, language = "de-AT", customer = new { id = user } } });
        await push.FinishedAsync();

        var message = Assert.Single(app.Simulator.PushesTo(user).Pushes).Message;
        Assert.Equal("Versandt", message.GetProperty("title").GetString());
        Assert.Equal("Order 17", message.GetProperty("content").GetString());
    }

    [Fact]
    public async Task An_event_that_was_accepted_stays_so_when_its_mapping_is_gone()
    {
        var type = Some.Id("gone");
        await app.Host.PutMappingAsync(type, """{"message":{"title":"t","content":"c"}}""");
        var appEvent = new { id = Some.Id(), type, to = new { user = Some.User() } };
        var push = await app.PostAsync(appEvent);
        using var deleted = await app.Host.DeleteMappingAsync(type);

        var again = await app.PostAsync(appEvent);

        Assert.Equal((push.Id, true), (again.Id, again.Accepted.Duplicate));
    }

    [Fact]
    public async Task A_mapping_is_shown_as_it_was_put_with_its_version()
    {
        var type = Some.Id("shown");
        using var put = await app.Host.TryPutMappingAsync(
            type, """{ "message": { "title": "Grüße <{{data.x}}>" }, "strategy": 1 }""");
        using var shown = await app.Host.GetAsync($"api/mappings/{type}");

        var expected = $$$"""{"type":"{{{type}}}","message":{"title":"Grüße <{{data.x}}>"},"strategy":1}""";
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (put.StatusCode, shown.StatusCode));
        Assert.Equal(expected, await put.Content.ReadAsStringAsync());
        Assert.Equal(expected, await shown.Content.ReadAsStringAsync());
        Assert.Equal(put.Headers.ETag, shown.Headers.ETag);
        Assert.NotNull(shown.Headers.ETag);
    }

    [Fact]
    public async Task The_list_names_files_and_what_was_put()
    {
        var etag = await app.Host.PutMappingAsync("listed", """{"message":{"title":"t"}}""");
        await app.Host.PutMappingAsync("order.shipped", TestMappings.Cutting);

        var list = await app.Host.ListMappingsAsync();

        var entries = list.EnumerateArray().ToDictionary(entry => entry.GetProperty("type").GetString()!);
        Assert.Equal(entries.Keys.Order(StringComparer.Ordinal), entries.Keys);
        Assert.Equal("stored", entries["listed"].GetProperty("from").GetString());
        Assert.Equal(etag, entries["listed"].GetProperty("etag").GetString());
        Assert.False(entries["listed"].GetProperty("hidesFile").GetBoolean());
        Assert.True(entries["order.shipped"].GetProperty("hidesFile").GetBoolean());
        Assert.Equal("file", entries["order.paid"].GetProperty("from").GetString());
        Assert.False(entries["order.paid"].TryGetProperty("etag", out _));
    }

    [Fact]
    public async Task A_file_is_shown_without_a_version()
    {
        using var shown = await app.Host.GetAsync("api/mappings/order.paid");

        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.Null(shown.Headers.ETag);
        var file = JsonElement.Parse(await shown.Content.ReadAsStringAsync());
        Assert.Equal("Paid {{data.order}}", file.GetProperty("message").GetProperty("title").GetString());
    }

    [Fact]
    public async Task Of_many_who_change_the_same_version_one_does()
    {
        var type = Some.Id("race");
        var etag = await app.Host.PutMappingAsync(type, """{"message":{"title":"first"}}""");

        var statuses = await RaceAsync(type, ("If-Match", etag));

        Assert.Single(statuses, HttpStatusCode.OK);
        Assert.Equal(19, statuses.Count(status => status == HttpStatusCode.PreconditionFailed));
    }

    [Fact]
    public async Task Of_many_who_create_the_same_mapping_one_does()
    {
        var statuses = await RaceAsync(Some.Id("race"), ("If-None-Match", "*"));

        Assert.Single(statuses, HttpStatusCode.Created);
        Assert.Equal(19, statuses.Count(status => status == HttpStatusCode.PreconditionFailed));
    }

    [Fact]
    public async Task Whoever_states_no_condition_wins_the_last()
    {
        var type = Some.Id("race");

        var statuses = await RaceAsync(type, condition: null);

        Assert.Single(statuses, HttpStatusCode.Created);
        Assert.Equal(19, statuses.Count(status => status == HttpStatusCode.OK));
    }

    [Fact]
    public async Task Deleting_honours_the_version_too()
    {
        var type = Some.Id("deleted");
        var old = await app.Host.PutMappingAsync(type, """{"message":{"title":"one"}}""");
        var current = await app.Host.PutMappingAsync(type, """{"message":{"title":"two"}}""");

        using var stale = await app.Host.DeleteMappingAsync(type, ("If-Match", old));
        using var good = await app.Host.DeleteMappingAsync(type, ("If-Match", current));
        using var gone = await app.Host.DeleteMappingAsync(type);

        var problem = await ProblemAnswer.ReadAsync(stale, HttpStatusCode.PreconditionFailed);
        Assert.Equal("precondition_failed", problem.Code);
        Assert.Contains(current, problem.Detail, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, good.StatusCode);
        Assert.Equal("unknown_mapping", (await ProblemAnswer.ReadAsync(gone, HttpStatusCode.NotFound)).Code);
    }

    [Fact]
    public async Task A_mapping_of_one_app_is_not_used_for_another()
    {
        await using var host = await app.Stack.StartHostAsync(new Dictionary<string, string>
        {
            ["Agora__Apps__shop__BaseUrl"] = app.Simulator.Address,
            ["Agora__Apps__shop__OrgName"] = "agora-demo",
            ["Agora__Apps__shop__AppName"] = "testapp",
            ["Agora__Apps__shop__Token"] = "any",
        });
        var type = Some.Id("app");
        await host.PutMappingAsync(type, """{"message":{"title":"t","content":"c"}}""", app: "shop");

        var elsewhere = new { id = Some.Id(), type, to = new { user = Some.User() } };
        using var refused = await host.TryPostAsync(JsonSerializer.Serialize(elsewhere));
        var push = await host.PostAsync(new { id = Some.Id(), app = "shop", type, to = new { user = Some.User() } });

        Assert.Equal("unknown_type", (await ProblemAnswer.ReadAsync(refused, HttpStatusCode.UnprocessableEntity)).Code);
        Assert.False(push.Accepted.Duplicate);
        Assert.Contains(
            (await host.ListMappingsAsync("shop")).EnumerateArray(), entry => entry.GetProperty("type").GetString() == type);
        Assert.DoesNotContain(
            (await host.ListMappingsAsync()).EnumerateArray(), entry => entry.GetProperty("type").GetString() == type);
    }

    private async Task<string> TitleAsync(AppHost host, string type)
    {
        var user = Some.User();
        var push = await host.PostAsync(new { id = Some.Id(), type, to = new { user }, data = new { order = 17 } });
        await push.FinishedAsync();
        return Assert.Single(app.Simulator.PushesTo(user).Pushes).Message.GetProperty("title").GetString()!;
    }

    private async Task<IReadOnlyList<HttpStatusCode>> RaceAsync(string type, (string Name, string Value)? condition) =>
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async no =>
        {
            using var response = await app.Host.TryPutMappingAsync(
                type, JsonSerializer.Serialize(new { message = new { title = $"{no}" } }), condition);
            return response.StatusCode;
        }));
}
