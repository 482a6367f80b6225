using PushFunctions.Budgets;

namespace PushFunctions.Tests.Budgets;

/// <summary>The setting is only the first value: what the row says holds, for all processes.</summary>
public sealed class PutLimitTests : DeskTest
{
    [Fact]
    public async Task A_limit_that_was_put_holds_for_a_desk_that_is_in_use()
    {
        var desk = Desk();
        var before = await TakeAsync(desk, calls: 4);
        await PutAsync(new(CallsPerMinute: 120));

        var after = await TakeAsync(desk, calls: 4);

        Assert.Equal(Limits.PerMinute(1_200).Spacing, before[1].At - before[0].At);
        Assert.All(
            after.Zip(after.Skip(1)),
            pair => Assert.True(pair.Second.At - pair.First.At >= Limits.PerMinute(120).Spacing));
        Assert.Equal(Limits.PerMinute(120).Spacing, desk.Spacing);
    }

    [Fact]
    public async Task Allowances_are_those_of_the_limit_that_was_put()
    {
        await PutAsync(new(CallsPerSecond: 5));
        var desk = Desk();

        var slot = (await TakeAsync(desk, calls: 1))[0];

        Time.Advance(slot.At + TimeSpan.FromMilliseconds(21) - Time.Now);
        Assert.False(desk.IsUsable(slot));
    }

    [Fact]
    public async Task When_it_is_taken_away_the_setting_holds_again()
    {
        await PutAsync(new(CallsPerMinute: 120));
        await PutAsync(BudgetLimit.None);

        Assert.Equal(1_200, (await Store().ReadAsync(Key, CancellationToken.None)).Limit.CallsPerMinute);
    }

    [Fact]
    public async Task A_look_costs_nothing_for_a_few_seconds_and_then_sees_what_was_put()
    {
        await TakeAsync(Desk(), calls: 1);
        var store = Store();
        await store.LookAsync(Key, CancellationToken.None);
        await PutAsync(new(CallsPerMinute: 120));
        var reads = 0;
        Table.Before = _ => reads++;

        Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1_200, (await store.LookAsync(Key, CancellationToken.None)).Limit.CallsPerMinute);
        Assert.Equal(0, reads);
        Time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(120, (await store.LookAsync(Key, CancellationToken.None)).Limit.CallsPerMinute);
    }

    [Fact]
    public async Task Slots_are_counted_where_all_see_them()
    {
        await TakeAsync(Desk(), calls: 7);
        await TakeAsync(Desk(), calls: 5);

        Assert.Equal(12, RecentUse.Of(Row, TimeSpan.FromMinutes(1)).Until(Row.Next), 0.01);
        Assert.Equal(12, Row.DayUsed);
    }

    private Task<bool> PutAsync(BudgetLimit limit) => Store().ChangeAsync(
        Key,
        budget =>
        {
            budget.Row.PutLimit = limit;
            return (true, true);
        },
        CancellationToken.None);
}
