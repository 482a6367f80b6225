using System.Text.Json;
using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PushFunctions.Budgets;
using PushFunctions.Recover;
using PushFunctions.Status;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Status;

/// <summary><c>GET /api/health/details</c> over storage and a far side in memory.</summary>
public sealed class HealthDetailsTests : IDisposable
{
    private readonly MemoryBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Fact]
    public async Task All_is_well_where_nothing_was_ever_done() => Assert.Equal(
        """
        {"status":"ok","storage":{"tables":"ok","queues":"ok","blobs":"ok"},
        "pushService":[{"app":"default","state":"ok"}],"budgets":[],
        "work":{"open":0,"countedSeconds":0,"oldestOpenSeconds":0,"resting":0,
        "stepOverdueSeconds":0,"parcelOverdueSeconds":0,"retryOverdueSeconds":0}}
        """.ReplaceLineEndings(""),
        (await AskAsync()).GetRawText());

    [Fact]
    public async Task The_watchdog_tells_every_instance_what_it_saw()
    {
        var push = Some.Draft;
        (push.OpenRow, push.Created, push.StepDue) =
            (IndexRow.NewOpenKey(Some.PushId, _bed.Time.Now), _bed.Time.Now, _bed.Time.Now.AddHours(1));
        await _bed.Pushes.UpsertEntityAsync(push);
        await _bed.Index.UpsertEntityAsync(IndexRow.ForOpen(push));
        await _bed.Index.UpsertEntityAsync(IndexRow.ForHeld(push, _bed.Time.Now.AddHours(1)));
        _bed.Time.Advance(TimeSpan.FromSeconds(5));
        await _bed.Get<WatchdogHandler>().HandleAsync(CancellationToken.None);
        _bed.Time.Advance(TimeSpan.FromSeconds(7));

        var work = (await AskAsync()).GetProperty("work");

        Assert.Equal(
            (1, 7, 12, 1),
            (work.GetProperty("open").GetInt32(), work.GetProperty("countedSeconds").GetDouble(),
                work.GetProperty("oldestOpenSeconds").GetDouble(), work.GetProperty("resting").GetInt32()));
    }

    [Fact]
    public async Task A_watchdog_that_has_not_counted_for_long_is_not_well()
    {
        await _bed.Index.UpsertEntityAsync(
            new IndexRow { PartitionKey = IndexRow.Stats, RowKey = IndexRow.Open, At = _bed.Time.Now, Count = 1 });

        _bed.Time.Advance(TimeSpan.FromSeconds(120));
        Assert.Equal("ok", await StatusAsync());
        _bed.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("degraded", await StatusAsync());
    }

    [Fact]
    public async Task A_budget_that_is_held_back_is_told_with_the_time()
    {
        await _bed.Get<BudgetStore>().ChangeAsync(
            new(Some.App, BudgetNames.PushSingle),
            budget =>
            {
                var slots = BudgetArithmetic.Reserve(budget, _bed.Time.Now, 8, unfed: 0, _bed.Time.Now.AddSeconds(0.6));
                Adaptation.HoldBack(budget, slots[^1], new(slots[^1], 0), TimeSpan.FromSeconds(20));
                return (true, 0);
            },
            CancellationToken.None);

        var budget = Assert.Single((await AskAsync()).GetProperty("budgets").EnumerateArray());

        Assert.Equal("held_back", budget.GetProperty("state").GetString());
        Assert.True(budget.GetProperty("until").GetDateTimeOffset() > _bed.Time.Now);
    }

    [Fact]
    public async Task What_is_away_is_told_and_nothing_of_why()
    {
        _bed.Index.Before = _ => throw new RequestFailedException(503, "secret-account.table.core.windows.net is busy");

        var answer = await AskAsync();

        Assert.Equal("degraded", answer.GetProperty("status").GetString());
        Assert.Equal(
            """{"tables":"away","queues":"ok","blobs":"ok"}""", answer.GetProperty("storage").GetRawText());
        Assert.False(answer.TryGetProperty("work", out _));
    }

    private async Task<string?> StatusAsync() => (await AskAsync()).GetProperty("status").GetString();

    private async Task<JsonElement> AskAsync()
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { Response = { Body = body } };
        context.RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider();
        var result = await _bed.Get<HealthDetailsHandler>().HandleAsync(CancellationToken.None);
        await result.ExecuteAsync(context);
        Assert.Equal(200, context.Response.StatusCode);
        return JsonElement.Parse(body.ToArray());
    }
}
