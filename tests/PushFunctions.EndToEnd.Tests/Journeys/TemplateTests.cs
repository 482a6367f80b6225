using System.Net;
using Azure.Data.Tables;
using PushFunctions.EndToEnd.Tests.Support;
using PushFunctions.Storage;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>The far side's templates; above all that none is lost while it is replaced.</summary>
public sealed class TemplateTests(App app) : IClassFixture<App>
{
    private const string Creating = "notification/template";
    private const string Deleting = "DELETE notification/template/{name}";

    private readonly string _name = $"t{Guid.NewGuid():N}";

    private string Path => $"templates/{_name}";

    [Fact]
    public async Task A_template_is_created_shown_replaced_and_deleted()
    {
        await app.Host.DoneAsync("POST", "templates", Named("Hello, {0}"), status: HttpStatusCode.Created);
        Assert.Equal("Hello, {0}", await TitleAsync());

        await app.Host.DoneAsync("PUT", Path, Texts("Good day, {0}"));
        Assert.Equal("Good day, {0}", await TitleAsync());

        await app.Host.DoneAsync("DELETE", Path, status: HttpStatusCode.NoContent);
        Assert.Equal((404, "unknown_template"), await AskAsync("GET"));
        Assert.Equal((404, "unknown_template"), await AskAsync("DELETE"));
        await app.Host.DoneAsync("PUT", Path, Texts("Hello again"), status: HttpStatusCode.Created);
        Assert.Equal("Hello again", await TitleAsync());
    }

    [Fact]
    public async Task The_same_again_changes_nothing()
    {
        await app.Host.DoneAsync("POST", "templates", Named("Hello"), status: HttpStatusCode.Created);
        var deleted = Calls(Deleting);

        await app.Host.DoneAsync("POST", "templates", Named("Hello"), status: HttpStatusCode.Created);
        await app.Host.DoneAsync("PUT", Path, Texts("Hello"));

        Assert.Equal(deleted, Calls(Deleting));
        Assert.Equal(
            (409, "template_exists"), await AskAsync("POST", "templates", Named("Other")));
        Assert.Equal("Hello", await TitleAsync());
    }

    [Fact]
    public async Task A_replacement_that_cannot_be_finished_is_finished_by_the_timer()
    {
        await app.Host.DoneAsync("POST", "templates", Named("Old"), status: HttpStatusCode.Created);
        var fault = app.Simulator.Faults.Add(new() { Endpoint = Creating, Status = 503 });
        try
        {
            Assert.Equal((503, "push_service_unavailable"), await AskAsync("PUT", Path, Texts("New")));
            Assert.Equal((409, "template_changing"), await AskAsync("GET"));
            Assert.Equal((409, "template_changing"), await AskAsync("PUT", Path, Texts("Newer")));
        }
        finally
        {
            app.Simulator.Faults.Remove(fault);
        }

        await TendAsync();

        Assert.Equal("New", await TitleAsync());
    }

    [Fact]
    public async Task A_template_whose_host_died_between_deleting_and_creating_comes_back()
    {
        var table = new TableClient(app.Stack.ConnectionString, TableNames.Preferences);
        await table.AddEntityAsync(new TemplateChangeRow
        {
            RowKey = TemplateChangeRow.KeyOf("default", _name), App = "default", Name = _name, Title = "New",
            Content = "It is here.", OldTitle = "Old", OldContent = "It is here.",
            Until = TimeProvider.System.GetUtcNow().AddSeconds(-1),
        });
        Assert.Equal((409, "template_changing"), await AskAsync("GET"));

        await TendAsync();

        Assert.Equal("New", await TitleAsync());
    }

    [Fact]
    public async Task New_texts_that_are_refused_leave_the_old_ones()
    {
        await app.Host.DoneAsync("POST", "templates", Named("Old"), status: HttpStatusCode.Created);
        app.Simulator.Faults.Add(new()
        {
            Endpoint = Creating, Status = 400, Error = "illegal_argument",
            Description = "parameters is invalid : title_pattern", Count = 1,
        });

        Assert.Equal((502, "push_service_refused"), await AskAsync("PUT", Path, Texts("New")));

        Assert.Equal("Old", await TitleAsync());
    }

    [Fact]
    public async Task A_deletion_that_is_refused_changes_nothing()
    {
        await app.Host.DoneAsync("POST", "templates", Named("Old"), status: HttpStatusCode.Created);
        app.Simulator.Faults.Add(new() { Endpoint = Deleting, Status = 400, Error = "illegal_argument", Count = 1 });

        Assert.Equal((502, "push_service_refused"), await AskAsync("PUT", Path, Texts("New")));

        Assert.Equal("Old", await TitleAsync());
    }

    [Fact]
    public async Task Answers_that_are_lost_are_no_errors()
    {
        app.Simulator.Faults.Add(new() { Endpoint = Creating, LostAnswer = true, Count = 1 });
        await app.Host.DoneAsync("POST", "templates", Named("Old"), status: HttpStatusCode.Created);
        app.Simulator.Faults.Add(new() { Endpoint = Deleting, LostAnswer = true, Count = 1 });
        app.Simulator.Faults.Add(new() { Endpoint = Creating, LostAnswer = true, Count = 1 });
        await app.Host.DoneAsync("PUT", Path, Texts("New"));
        Assert.Equal("New", await TitleAsync());
        app.Simulator.Faults.Add(new() { Endpoint = Deleting, LostAnswer = true, Count = 1 });
        await app.Host.DoneAsync("DELETE", Path, status: HttpStatusCode.NoContent);
        Assert.Equal((404, "unknown_template"), await AskAsync("GET"));
    }

    [Fact]
    public async Task Templates_need_the_advanced_features()
    {
        app.Simulator.Switches = app.Simulator.Switches with { AdvancedPushOpen = false };
        try
        {
            Assert.Equal((502, "feature_not_enabled"), await AskAsync("POST", "templates", Named("Hello")));
        }
        finally
        {
            app.Simulator.Switches = app.Simulator.Switches with { AdvancedPushOpen = true };
        }
    }

    private async Task<string?> TitleAsync() => (await app.Host.DoneAsync("GET", Path)).Text("title");

    private async Task<(int Status, string? Code)> AskAsync(string method, string? path = null, string? body = null)
    {
        var (status, answer) = await app.Host.AskAsync(method, path ?? Path, body);
        return (status, answer.Text("code"));
    }

    private async Task TendAsync()
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri("admin/functions/TendPreferences?wait=true", UriKind.Relative));
        using var response = await app.Host.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    private string Named(string title) => $$"""{"name":"{{_name}}","title":"{{title}}","content":"It is here."}""";

    private static string Texts(string title) => $$"""{"title":"{{title}}","content":"It is here."}""";

    private long Calls(string endpoint) => app.Simulator.Stats.Calls.GetValueOrDefault(endpoint)?.Total ?? 0;
}
