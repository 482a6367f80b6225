using PushFunctions.Budgets;
using PushFunctions.Dispatch;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Dispatch;

public sealed class PushFeedTests : IDisposable
{
    private static readonly BudgetKey Key = new(Some.App, BudgetNames.PushSingle);

    private readonly MemoryBed _bed = new();
    private readonly PushRow _push = Some.Push(10_000);

    public void Dispose() => _bed.Dispose();

    [Fact]
    public async Task A_step_notes_what_is_left_and_when_the_next_is_due()
    {
        var feed = await FeedAsync();
        Assert.Equal(40, feed.CallsPerStep);

        var (start, spacing) = await feed.FeedStepAsync(40, left: 60, CancellationToken.None);

        var noted = Assert.Single(await FeedingAsync());
        Assert.Equal((60, true), (noted.Left, noted.IsNamed(_push.PushId)));
        Assert.InRange(noted.Due, (start + 38 * spacing).AddSeconds(-3), start + 40 * spacing - DispatchPace.StepLead);
    }

    [Fact]
    public async Task After_its_last_step_a_push_is_forgotten()
    {
        await (await FeedAsync()).FeedStepAsync(40, left: 60, CancellationToken.None);
        await (await FeedAsync()).FeedStepAsync(60, left: 0, CancellationToken.None);

        Assert.Empty(await FeedingAsync());
    }

    [Fact]
    public async Task A_feed_given_back_is_as_if_the_push_had_not_fed()
    {
        var feed = await FeedAsync();
        var (start, _) = await feed.FeedStepAsync(40, left: 60, CancellationToken.None);
        await feed.UnfeedAsync(40, CancellationToken.None);

        Assert.Empty(await FeedingAsync());
        Assert.Equal(start, (await BudgetAsync()).Row.Feed);
    }

    [Fact]
    public async Task Who_leaves_is_forgotten_at_once_and_leaving_twice_costs_no_write()
    {
        await (await FeedAsync()).FeedStepAsync(40, left: 60, CancellationToken.None);
        await LeaveAsync();
        var writes = _bed.Budgets.Writes;
        await LeaveAsync();

        Assert.Empty(await FeedingAsync());
        Assert.Equal(writes, _bed.Budgets.Writes);
    }

    [Fact]
    public async Task Second_tries_count_as_calls_that_go_before()
    {
        await (await FeedAsync()).FeedAsync(100, CancellationToken.None);

        var budget = await BudgetAsync();
        Assert.InRange(CallsBeside.ShareOf(budget.Row, budget.SpacingAt(_bed.Time.Now), _bed.Time.Now), 0.01, 0.02);
    }

    private Task<PushFeed> FeedAsync() => _bed.Get<PushFeeds>().ForAsync(_push, CancellationToken.None);

    private Task LeaveAsync() => _bed.Get<PushFeeds>().LeaveAsync(_push, CancellationToken.None);

    private Task<Budget> BudgetAsync() => _bed.Get<BudgetStore>().ReadAsync(Key, CancellationToken.None);

    private async Task<IReadOnlyList<FeedingPush>> FeedingAsync() =>
        FeedingPushes.InTurn((await BudgetAsync()).Row, _bed.Time.Now);
}
