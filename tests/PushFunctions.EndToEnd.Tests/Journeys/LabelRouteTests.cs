using System.Net;
using System.Text;
using System.Text.Json;
using AgoraChat.Push;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>What requests say of labels is so at the far side soon after, without a timer.</summary>
public sealed class LabelRouteTests(App app) : IClassFixture<App>
{
    private const string Adding = "POST push/label/{label}/user";

    private readonly LabelTables _tables = new(app.Stack.ConnectionString);

    [Fact]
    public async Task A_label_and_its_members_are_at_the_far_side_after_the_sync_that_follows()
    {
        await SendAsync(HttpMethod.Put, "fans", """{"description":"Those who like us"}""", HttpStatusCode.Created);
        var added = await SendAsync(HttpMethod.Post, "fans/members", Named([.. Users(250), "u00007"]));
        var asked = await SendAsync(HttpMethod.Get, "fans", status: HttpStatusCode.OK);

        Assert.Equal((250, 1), (added.GetProperty("users").GetInt32(), added.GetProperty("duplicates").GetInt32()));
        Assert.Equal(250, asked.GetProperty("desiredCount").GetInt32());
        await SyncedAsync("fans", Users(250));
        var label = await SendAsync(HttpMethod.Get, "fans", status: HttpStatusCode.OK);
        Assert.Equal(
            ("Those who like us", 250, 0, 0), (
                app.Simulator.Label("fans")!.Description, label.GetProperty("appliedCount").GetInt32(),
                label.GetProperty("pending").GetInt32(), label.GetProperty("refused").GetArrayLength()));
        Assert.True(label.TryGetProperty("lastSync", out _));
    }

    [Fact]
    public async Task Members_who_are_removed_leave_it_and_a_label_that_is_deleted_goes()
    {
        await SendAsync(HttpMethod.Post, "leaving/members", Named(Users(120)));
        await SyncedAsync("leaving", Users(120));

        await SendAsync(HttpMethod.Post, "leaving/members/remove", Named([.. Users(100), "nobody"]));
        await SendAsync(HttpMethod.Delete, "leaving/members/u00119");

        await SyncedAsync("leaving", [.. Users(119).Skip(100)]);
        await SendAsync(HttpMethod.Get, "leaving/members/u00119", status: HttpStatusCode.NotFound);

        await SendAsync(HttpMethod.Delete, "leaving");
        await Soon.IsTrueAsync(
            async () =>
            {
                using var response = await app.Host.GetAsync("api/labels/leaving");
                return response.StatusCode == HttpStatusCode.NotFound && app.Simulator.Label("leaving") is null;
            },
            () => "It is still there.");
        Assert.Empty(await _tables.WantedAsync("leaving"));
    }

    [Fact]
    public async Task A_label_deleted_and_put_again_at_once_has_only_who_was_added_since()
    {
        await SendAsync(HttpMethod.Post, "again/members", Named(Users(50)));
        await SyncedAsync("again", Users(50));

        await SendAsync(HttpMethod.Delete, "again");
        await SendAsync(HttpMethod.Put, "again", """{"description":"The next"}""", HttpStatusCode.Created);
        await SendAsync(HttpMethod.Post, "again/members", Named(["zoe", "u00003"]));

        await SyncedAsync("again", ["u00003", "zoe"]);
        Assert.Equal("The next", app.Simulator.Label("again")!.Description);
    }

    [Fact]
    public async Task Who_is_refused_is_shown_with_the_reason()
    {
        app.Simulator.Faults.Add(new()
        {
            Endpoint = Adding, PushStatus = "FAIL", Desc = "user is banned", Users = ["eve"],
        });
        await SendAsync(HttpMethod.Post, "some-banned/members", Named(["ada", "eve"]));
        await SyncedAsync("some-banned", ["ada"]);

        var label = await SendAsync(HttpMethod.Get, "some-banned", status: HttpStatusCode.OK);
        var member = await SendAsync(HttpMethod.Get, "some-banned/members/eve", status: HttpStatusCode.OK);

        Assert.Equal((2, 1, 0, 1), (
            label.GetProperty("desiredCount").GetInt32(), label.GetProperty("appliedCount").GetInt32(),
            label.GetProperty("pending").GetInt32(), label.GetProperty("refusedCount").GetInt32()));
        var refused = Assert.Single(label.GetProperty("refused").EnumerateArray());
        Assert.Equal(
            ("eve", "user is banned"),
            (refused.GetProperty("user").GetString(), refused.GetProperty("reason").GetString()));
        Assert.Equal("user is banned", member.GetProperty("refused").GetProperty("reason").GetString());
        Assert.False(member.GetProperty("applied").GetBoolean());
    }

    [Fact]
    public async Task Members_come_in_pages_each_once()
    {
        await SendAsync(HttpMethod.Post, "paged/members", Named(Users(2_500)));

        var (found, pages) = (new List<string>(), 0);
        for (var cursor = ""; ; pages++)
        {
            var page = await SendAsync(HttpMethod.Get, $"paged/members?limit=1000{cursor}", status: HttpStatusCode.OK);
            found.AddRange(page.GetProperty("members").EnumerateArray().Select(user => user.GetString()!));
            if (!page.TryGetProperty("cursor", out var next)) break;
            cursor = $"&cursor={next.GetString()}";
        }

        Assert.Equal(2, pages);
        Assert.Equal(Users(2_500), found);
    }

    [Fact]
    public async Task A_dry_run_finds_what_has_drifted_and_changes_nothing_and_another_repairs_it()
    {
        await SendAsync(HttpMethod.Post, "drifting/members", Named(Users(30)));
        await SyncedAsync("drifting", Users(30));
        using var http = new SocketsHttpHandler();
        var farSide = FarSide(http);
        await farSide.Labels.RemoveMembersAsync("drifting", ["u00001", "u00002"], CancellationToken.None);
        await farSide.Labels.AddMembersAsync("drifting", ["stranger"], CancellationToken.None);
        var drifted = MembersOf("drifting");

        var dry = await SendAsync(HttpMethod.Post, "reconcile?dryRun=true", status: HttpStatusCode.OK);

        Assert.Equal((3, 0), DriftOf(dry));
        Assert.Equal(drifted, MembersOf("drifting"));
        Assert.Equal(Users(30), await _tables.KnownAsync("drifting"));
        var wet = await SendAsync(HttpMethod.Post, "reconcile", status: HttpStatusCode.OK);
        Assert.Equal((3, 3), DriftOf(wet));
        await SyncedAsync("drifting", Users(30));

        static (int Found, int Repaired) DriftOf(JsonElement report)
        {
            var label = report.GetProperty("labels").EnumerateArray()
                .Single(label => label.GetProperty("name").GetString() == "drifting");
            return (label.GetProperty("driftFound").GetInt32(), label.GetProperty("driftRepaired").GetInt32());
        }
    }

    [Fact]
    public async Task A_user_added_and_removed_in_quick_turns_ends_as_the_last_says()
    {
        for (var turn = 0; turn < 8; turn++)
        {
            await SendAsync(HttpMethod.Post, "quick/members", Named(["ada", "bob", "cem"]));
            await SendAsync(HttpMethod.Post, "quick/members/remove", Named(["ada"]));
            await SendAsync(HttpMethod.Delete, "quick/members/bob");
            await SendAsync(HttpMethod.Post, "quick/members", Named(["bob"]));
        }

        await SyncedAsync("quick", ["bob", "cem"]);
    }

    [Fact]
    public async Task An_uploaded_list_is_added_and_removed()
    {
        await app.Host.PutAudienceAsync("label-list", Users(230));
        await SendAsync(HttpMethod.Post, "listed/members", """{"audience":"label-list"}""");
        await SendAsync(HttpMethod.Post, "listed/members", Named(["zoe"]));
        await SyncedAsync("listed", [.. Users(230), "zoe"]);

        await SendAsync(HttpMethod.Post, "listed/members/remove", """{"audience":"label-list"}""");

        await SyncedAsync("listed", ["zoe"]);
    }

    private static IReadOnlyList<string> Users(int count) =>
        [.. Enumerable.Range(0, count).Select(number => $"u{number:D5}")];

    private static string Named(IReadOnlyList<string> users) => JsonSerializer.Serialize(new { users });

    private async Task<JsonElement> SendAsync(
        HttpMethod method, string path, string? body = null, HttpStatusCode status = HttpStatusCode.Accepted)
    {
        using var request = new HttpRequestMessage(method, new Uri($"api/labels/{path}", UriKind.Relative));
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await app.Host.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"{method} {path}: {(int)response.StatusCode} {answer}");
        return JsonElement.Parse(answer);
    }

    /// <summary>Waits until both sides have these members, and the label says that it is done.</summary>
    private Task SyncedAsync(string label, IReadOnlyList<string> users) => Soon.IsTrueAsync(
        async () => MembersOf(label).SequenceEqual(users)
            && (await _tables.KnownAsync(label)).SequenceEqual(users)
            && (await SendAsync(HttpMethod.Get, label, status: HttpStatusCode.OK)).GetProperty("state").GetString() == "synced",
        () => $"{label} has {MembersOf(label).Count} members.");

    private IReadOnlyList<string> MembersOf(string label) =>
        [.. (app.Simulator.Label(label)?.Members ?? []).Order(StringComparer.Ordinal)];

    private AgoraChatPushClient FarSide(SocketsHttpHandler http) => new(http, new()
    {
        BaseUrl = app.Simulator.Address,
        OrgName = "agora-demo",
        AppName = "testapp",
        AppId = "970CA35de60c44645bbae8a215061b33",
        AppCertificate = "5CFd2fd1755d40ecb72977518be15d3b",
    });
}
