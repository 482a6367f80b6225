using System.Net;
using System.Text.Json;
using Azure.Data.Tables;
using PushFunctions.Audiences;
using PushFunctions.EndToEnd.Tests.Support;
using PushFunctions.Receive;
using PushFunctions.Status;
using PushFunctions.Storage;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>Lists that are put, and pushes over them.</summary>
public sealed class AudienceTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task A_list_is_put_with_a_report_and_shown_again()
    {
        var name = Some.Id("all");

        using var put = await app.Host.TryPutAudienceAsync(name, "cy\nada\nBob\nada\n\nbob\n"u8.ToArray());
        var report = await AudienceReport.ReadAsync(put);

        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        Assert.Equal((name, "ready", 3, 1, 2), (report.Name, report.State, report.Count, report.Duplicates, report.RefusedCount));
        Assert.Equal([3, 5], report.Refused!.Select(line => line.Line));
        Assert.Contains("no upper-case letters", report.Refused![0].Reason, StringComparison.Ordinal);
        var shown = await app.Host.GetAudienceAsync(name);
        Assert.Equal(JsonSerializer.Serialize(report), JsonSerializer.Serialize(shown));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData(null)]
    public async Task A_packed_list_is_known_by_its_header_and_by_its_first_bytes(string? encoding)
    {
        var packed = AudienceRoutes.Pack(AudienceRoutes.Lines(Some.Users(5_000)));

        using var put = await app.Host.TryPutAudienceAsync(Some.Id("packed"), packed, encoding);

        Assert.Equal(5_000, (await AudienceReport.ReadAsync(put)).Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(101)]
    [InlineData(1_234)]
    public async Task Everyone_of_an_audience_is_told_once(int count)
    {
        var (name, users) = (Some.Id("told"), Some.Users(count));
        await app.Host.PutAudienceAsync(name, users.Reverse());

        var push = await app.PostAsync(Event(name));
        var status = await push.FinishedAsync();

        Assert.Equal((count, (count + 99) / 100), (push.Accepted.Targets, push.Accepted.Calls));
        Assert.Equal(count, status.Counts.Accepted);
        app.Stack.AssertToldOnce(users);
    }

    [Fact]
    public async Task A_push_goes_to_the_list_it_began_with_whatever_becomes_of_the_audience()
    {
        await using var stack = await Stack.StartAsync();
        // A host that takes pushes and sends none.
        await using var door = await stack.StartHostAsync(functions:
        [
            typeof(AcceptEventFunction), typeof(PutAudienceFunction), typeof(DeleteAudienceFunction), typeof(GetPushFunction),
        ]);
        var (name, old, others) = (Some.Id("moved"), Some.Users(300), Some.Users(300));

        await door.PutAudienceAsync(name, old);
        var first = await door.PostAsync(Event(name));
        await door.PutAudienceAsync(name, others);
        var second = await door.PostAsync(Event(name));
        using var deleted = await door.DeleteAudienceAsync(name);
        await using var host = await stack.StartHostAsync();

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await first.FinishedAsync();
        await second.FinishedAsync();
        stack.AssertToldOnce(old.Concat(others));
    }

    [Fact]
    public async Task A_mapping_finds_the_audience_in_the_data()
    {
        var (name, type, users) = (Some.Id("found"), Some.Id("type"), Some.Users(150));
        await app.Host.PutAudienceAsync(name, users);
        await app.Host.PutMappingAsync(
            type, """{"message":{"title":"t","content":"{{data.x}}"},"to":{"audience":"/data/segment"}}""");

        var push = await app.PostAsync(new { id = Some.Id(), type, data = new { segment = name, x = "y" } });
        await push.FinishedAsync();

        app.Stack.AssertToldOnce(users);
    }

    [Theory]
    [InlineData(50, 1)]
    [InlineData(250, 3)]
    public async Task A_preview_counts_without_reading_the_list(int count, int calls)
    {
        var name = Some.Id("seen");
        await app.Host.PutAudienceAsync(name, Some.Users(count));

        var preview = await app.Host.PreviewAsync(Event(name));

        Assert.Equal((count, calls, 1), (preview.Targets, preview.Calls, preview.DistinctMessages));
    }

    [Fact]
    public async Task An_event_to_an_audience_of_one_may_be_waited_for()
    {
        var (name, user) = (Some.Id("one"), Some.User());
        await app.Host.PutAudienceAsync(name, [user]);

        var answer = await app.Host.AwaitAsync(Event(name));

        Assert.Equal((user, "accepted"), (answer.User, answer.Outcome));
    }

    [Fact]
    public async Task The_same_event_is_the_same_push_though_the_audience_is_another_by_now()
    {
        var (name, appEvent) = (Some.Id("same"), Event(Some.Id("same")));
        appEvent["to"] = new { audience = name };
        await app.Host.PutAudienceAsync(name, Some.Users(200));
        var push = await app.PostAsync(appEvent);
        await app.Host.PutAudienceAsync(name, Some.Users(300));

        var again = await app.PostAsync(appEvent);

        Assert.Equal((push.Id, true, 200), (again.Id, again.Accepted.Duplicate, again.Accepted.Targets));
    }

    [Fact]
    public async Task A_push_of_an_audience_has_its_use_in_the_table_and_nothing_else_of_the_list()
    {
        var name = Some.Id("used");
        await app.Host.PutAudienceAsync(name, Some.Users(200));

        var push = await app.PostAsync(Event(name));

        var row = await app.Stored.PushAsync(push.Id);
        Assert.StartsWith($"audiences/{name}/", row.Blob, StringComparison.Ordinal);
        var version = row.Blob!.Split('/')[2];
        var table = new TableServiceClient(app.Stack.ConnectionString).GetTableClient(TableNames.Audiences);
        Assert.True((await table.GetEntityIfExistsAsync<AudienceUseRow>(
            name, AudienceUseRow.PrefixOf(version) + push.Id)).HasValue);
    }

    [Fact]
    public async Task Of_many_who_change_the_same_version_one_does()
    {
        var name = Some.Id("race");
        var (_, etag) = await app.Host.PutAudienceAsync(name, Some.Users(3));

        var statuses = await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
        {
            using var put = await app.Host.TryPutAudienceAsync(
                name, AudienceRoutes.Lines(Some.Users(2)), condition: ("If-Match", etag));
            return put.StatusCode;
        }));

        Assert.Single(statuses, HttpStatusCode.OK);
        Assert.Equal(9, statuses.Count(status => status == HttpStatusCode.PreconditionFailed));
        Assert.Equal(2, (await app.Host.GetAudienceAsync(name)).Count);
    }

    [Fact]
    public async Task An_audience_of_one_app_is_none_of_another_and_lists_have_pages()
    {
        var prefix = Some.Id("list");
        foreach (var no in (int[])[3, 1, 2]) await app.Host.PutAudienceAsync($"{prefix}-{no}", Some.Users(no));
        await app.Host.PutAudienceAsync($"{prefix}-0", Some.Users(9), app: "second");

        var (names, cursor) = (new List<string>(), "");
        do
        {
            using var response = await app.Host.GetAsync($"api/audiences?limit=2&cursor={cursor}");
            var page = JsonElement.Parse(await response.Content.ReadAsStringAsync());
            var entries = page.GetProperty("audiences").EnumerateArray().ToList();
            Assert.InRange(entries.Count, 1, 2);
            names.AddRange(entries.Select(entry => entry.GetProperty("name").GetString()!));
            cursor = page.TryGetProperty("cursor", out var next) ? next.GetString()! : null;
        }
        while (cursor is not null);

        Assert.Equal([$"{prefix}-1", $"{prefix}-2", $"{prefix}-3"], names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)));
        using var elsewhere = await app.Host.GetAsync($"api/audiences/{prefix}-0");
        Assert.Equal("audience_not_found", (await ProblemAnswer.ReadAsync(elsewhere, HttpStatusCode.NotFound)).Code);
        using var there = await app.Host.GetAsync($"api/audiences/{prefix}-0?app=second");
        Assert.Equal(9, (await AudienceReport.ReadAsync(there)).Count);
        var push = await app.PostAsync(Event($"{prefix}-0", "second"));
        Assert.Equal(9, push.Accepted.Targets);
    }

    private static Dictionary<string, object> Event(string audience, string? inApp = null)
    {
        var appEvent = Some.Event(Some.User());
        appEvent["to"] = new { audience };
        if (inApp is not null) appEvent["app"] = inApp;
        return appEvent;
    }
}
