using System.Text.Json;
using PushFunctions.Budgets;
using PushFunctions.Dispatch;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Dispatch;

public sealed class DispatchHandlerTests : IDisposable
{
    private static readonly BudgetKey Key = new(Some.App, BudgetNames.PushSingle);

    private readonly MemoryBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Fact]
    public async Task A_step_that_came_early_waits_on_while_the_budget_is_fed_ahead()
    {
        await FeedAsync(calls: 10_000);

        await HandleAsync(Step);

        Assert.Equal(WorkQueues.MaxFedWait, _bed.Dispatch.Puts.Single().Wait);
    }

    /// <summary>Its push is over, so that all it does is not to wait on.</summary>
    [Fact]
    public async Task A_step_that_came_early_has_its_turn_when_the_rate_has_risen()
    {
        await FeedAsync(calls: 40);
        await _bed.Get<BudgetStore>().ChangeAsync(
            Key,
            budget =>
            {
                budget.Put(new(CallsPerMinute: 12_000), "v", _bed.Time.Now);
                return (true, true);
            },
            CancellationToken.None);

        await HandleAsync(Step);

        Assert.Empty(_bed.Dispatch.Puts);
    }

    [Fact]
    public async Task The_first_step_of_a_push_with_a_time_waits_for_it_however_much_room_there_is()
    {
        var step = Step with { NotBefore = Step.Due };

        await HandleAsync(step);

        Assert.Equal(TimeSpan.FromMinutes(80), _bed.Dispatch.Puts.Single().Wait);
    }

    private DispatchStep Step => Some.Step with { Kind = StepKind.Feed, Due = _bed.Time.Now.AddMinutes(80) };

    private Task FeedAsync(int calls) => _bed.Get<BudgetStore>().ChangeAsync(
        Key, budget => (true, Feeding.Feed(budget, _bed.Time.Now, calls)), CancellationToken.None);

    private Task HandleAsync(DispatchStep step) => _bed.Get<DispatchHandler>().HandleAsync(
        "m1", BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(step, JsonSerializerOptions.Web)),
        CancellationToken.None);
}
