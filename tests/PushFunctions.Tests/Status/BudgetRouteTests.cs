using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using PushFunctions.Budgets;
using PushFunctions.Problems;
using PushFunctions.Status;

namespace PushFunctions.Tests.Status;

/// <summary><c>/api/budgets/{budget}</c> over storage in memory.</summary>
public sealed class BudgetRouteTests
{
    private const string Single = BudgetNames.PushSingle;

    private static readonly HttpAnswer Answers = new(NullLogger<HttpAnswer>.Instance);

    private readonly ManualTime _time = new();
    private readonly MemoryTable _table = new();
    private readonly BudgetAddress _address = new(new(new ConfigurationBuilder()
        .AddInMemoryCollection([new("Agora:Apps:default:BaseUrl", "x"), new("Agora:Apps:b:BaseUrl", "x")]).Build()));

    [Fact]
    public async Task Without_a_row_the_setting_is_shown()
    {
        var (status, tag, body) = await GetAsync(Single);

        Assert.Equal((200, "\"setting\""), (status, tag));
        Assert.Equal(
            """{"budget":"PushSingle","app":"default","limit":{"callsPerMinute":1200},"source":"setting","""
            + "\"effectiveCallsPerMinute\":1194,\"usedInLastWindow\":0,\"feedAheadSeconds\":0}",
            body.GetRawText());
    }

    [Fact]
    public async Task What_is_used_fed_and_held_back_is_shown()
    {
        await ChangeAsync(Single, budget =>
        {
            budget.Put(new(CallsPerMinute: 1_200, CallsPerDay: 100), "v", _time.Now);
            var slots = BudgetArithmetic.Reserve(budget, _time.Now, 8, unfed: 0, _time.Now.AddSeconds(0.6));
            Feeding.Feed(budget, _time.Now, 40);
            Adaptation.HoldBack(budget, slots[^1], new(slots[^1], 0), TimeSpan.FromSeconds(20));
        });
        _time.Advance(TimeSpan.FromSeconds(1));

        var (_, _, body) = await GetAsync(Single);

        Assert.Equal((8, 92), (body.GetProperty("usedInLastWindow").GetInt32(), body.GetProperty("leftToday").GetInt32()));
        Assert.InRange(body.GetProperty("effectiveCallsPerMinute").GetDouble(), 1_070, 1_075);
        Assert.InRange(body.GetProperty("feedAheadSeconds").GetDouble(), 20, 25);
        Assert.InRange(
            body.GetProperty("heldBackUntil").GetDateTimeOffset() - _time.Now, TimeSpan.FromSeconds(19), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Of_tasks_the_places_are_shown()
    {
        await ChangeAsync(BudgetNames.Tasks, budget => Places.Take(budget, _time.Now, "a"));

        var (_, _, body) = await GetAsync(BudgetNames.Tasks);

        Assert.Equal(
            """{"budget":"Tasks","app":"default","limit":{},"source":"setting","places":{"taken":1,"limit":3,"holdSeconds":300}}""",
            body.GetRawText());
    }

    [Fact]
    public async Task A_limit_that_is_put_holds_until_the_setting_is_asked_for_again()
    {
        var (status, tag, put) = await PutAsync(Single, """{"callsPerSecond":5,"callsPerDay":1000}""");
        var (_, tagAgain, shown) = await GetAsync(Single);
        var (_, setting, back) = await PutAsync(Single, "{}");

        Assert.Equal(200, status);
        Assert.Equal("""{"callsPerSecond":5,"callsPerDay":1000}""", put.GetProperty("limit").GetRawText());
        Assert.Equal((tag, "put"), (tagAgain, shown.GetProperty("source").GetString()));
        Assert.Equal(("\"setting\"", "setting"), (setting, back.GetProperty("source").GetString()));
        Assert.Equal("""{"callsPerMinute":1200}""", back.GetProperty("limit").GetRawText());
    }

    [Fact]
    public async Task A_limit_that_is_put_is_tried_whole()
    {
        await ChangeAsync(Single, budget =>
            Adaptation.HoldBack(budget, _time.Now, new(_time.Now, 0), retryAfter: null));

        var (_, _, body) = await PutAsync(Single, """{"callsPerMinute":1200}""");

        Assert.Equal(1_194, body.GetProperty("effectiveCallsPerMinute").GetDouble());
    }

    [Fact]
    public async Task Only_the_version_that_is_named_is_changed()
    {
        var (_, first, _) = await PutAsync(Single, """{"callsPerMinute":600}""", ifMatch: "\"setting\"");
        var (refused, _, problem) = await PutAsync(Single, """{"callsPerMinute":700}""", ifMatch: "\"setting\"");
        var (taken, _, _) = await PutAsync(Single, """{"callsPerMinute":700}""", ifMatch: first);

        Assert.Equal((412, 200), (refused, taken));
        Assert.Equal("precondition_failed", problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_write_whose_answer_was_lost_is_ours()
    {
        await ChangeAsync(Single, budget => Feeding.Feed(budget, _time.Now, 1));
        var writes = 0;
        // As the client does: after a lost answer it writes once more, and is told that somebody was faster.
        _table.After = operation =>
        {
            if (operation == "update" && writes++ == 0) throw MemoryTable.Failure(412);
        };

        var (status, _, _) = await PutAsync(Single, """{"callsPerMinute":600}""", ifMatch: "\"setting\"");

        Assert.Equal((200, 1), (status, writes));
    }

    [Theory]
    [InlineData("[]", "")]
    [InlineData("""{"callsPerMinute":0}""", "/callsPerMinute")]
    [InlineData("""{"callsPerMinute":1.5}""", "/callsPerMinute")]
    [InlineData("""{"callsPerMinute":null}""", "/callsPerMinute")]
    [InlineData("""{"callsPerSecond":10001}""", "/callsPerSecond")]
    [InlineData("""{"callsPerDay":"5"}""", "/callsPerDay")]
    [InlineData("""{"callsPerHour":5}""", "/callsPerHour")]
    [InlineData("""{"callsPerSecond":-1,"callsPerHour":5}""", "/callsPerHour /callsPerSecond")]
    public async Task What_is_no_limit_is_refused_by_its_place(string limit, string paths)
    {
        var (status, _, body) = await PutAsync(Single, limit);

        Assert.Equal((400, "invalid_limit"), (status, body.GetProperty("code").GetString()));
        Assert.Equal(
            paths,
            string.Join(' ', body.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("path").GetString())));
        Assert.Equal(0, _table.Writes);
    }

    [Fact]
    public async Task Tasks_have_no_limit_of_calls()
    {
        var (status, _, body) = await PutAsync(BudgetNames.Tasks, """{"callsPerMinute":5}""");

        Assert.Equal(400, status);
        Assert.Contains("Budgets__Tasks__Places", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pushsingle", "", 404, "unknown_budget", "PushSingle")]
    [InlineData("PushSingle", "?app=nobody", 422, "unknown_app", "default")]
    public async Task What_is_not_there_is_said_with_what_is(string budget, string query, int status, string code, string known)
    {
        foreach (var (answered, _, body) in new[] { await GetAsync(budget, query), await PutAsync(budget, "{}", query: query) })
        {
            Assert.Equal((status, code), (answered, body.GetProperty("code").GetString()));
            Assert.Contains(known, body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Each_app_has_its_own_limit()
    {
        await PutAsync(Single, """{"callsPerMinute":600}""", query: "?app=b");

        Assert.Equal("put", (await GetAsync(Single, "?app=b")).Body.GetProperty("source").GetString());
        Assert.Equal("setting", (await GetAsync(Single)).Body.GetProperty("source").GetString());
    }

    [Fact]
    public async Task A_total_that_is_put_holds_for_the_budgets_that_are_in_use()
    {
        await ChangeAsync(Single, budget => Feeding.Feed(budget, _time.Now, 1));
        await PutAsync(BudgetNames.Total, """{"callsPerSecond":1}""");

        Assert.Equal(54.5, (await GetAsync(Single)).Body.GetProperty("effectiveCallsPerMinute").GetDouble());
        Assert.Equal(54.5, (await GetAsync(BudgetNames.Labels)).Body.GetProperty("effectiveCallsPerMinute").GetDouble());

        await PutAsync(BudgetNames.Total, "{}");
        Assert.Equal(1_194, (await GetAsync(Single)).Body.GetProperty("effectiveCallsPerMinute").GetDouble());
    }

    private Task<bool> ChangeAsync(string budget, Action<Budget> change) => Limits.Store(_table, _time).ChangeAsync(
        new(Some.App, budget),
        changed =>
        {
            change(changed);
            return (true, true);
        },
        CancellationToken.None);

    private Task<(int Status, string? Tag, JsonElement Body)> GetAsync(string budget, string query = "") => Asked.SendAsync(
        request => new GetBudgetHandler(_address, Limits.Store(_table, _time), _time, Answers)
            .HandleAsync(request, budget, CancellationToken.None),
        query);

    private Task<(int Status, string? Tag, JsonElement Body)> PutAsync(
        string budget, string body, string? ifMatch = null, string query = "") => Asked.SendAsync(
        request => new PutBudgetHandler(
            _address, new(Limits.Store(_table, _time), _time, NullLogger<PutLimits>.Instance), _time, Answers)
            .HandleAsync(request, budget, CancellationToken.None),
        query,
        body,
        ifMatch);
}
