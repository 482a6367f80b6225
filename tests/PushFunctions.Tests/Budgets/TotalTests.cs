using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;
using PushFunctions.Budgets;
using PushFunctions.Status;

namespace PushFunctions.Tests.Budgets;

/// <summary>Calls of all budgets together, as the free plan limits them.</summary>
public sealed class TotalTests
{
    private static readonly (string Name, string Value) Free = ("Budgets__Preset", "agoraFree");
    private static readonly BudgetKey Key = new(Some.App, BudgetNames.PushSingle);
    private static readonly BudgetKey TotalKey = new(Some.App, BudgetNames.Total);
    private static readonly BudgetTerms TenPerSecond = new() { Limit = new(CallsPerSecond: 10) };
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(0.6);

    private readonly ManualTime _time = new();
    private readonly MemoryTable _table = new();

    private Task PutAsync(BudgetStore store, BudgetLimit limit) => new PutLimits(
        store, _time, NullLogger<PutLimits>.Instance).PutAsync(TotalKey, limit, _ => true, CancellationToken.None);

    private BudgetRow Row => _table.Find<BudgetRow>(Key.App, Key.Budget)!;

    private BudgetRow Total => _table.Find<BudgetRow>(TotalKey.App, TotalKey.Budget)!;

    [Fact]
    public void A_slot_is_free_in_both()
    {
        var (single, sync, _) = Budgets();

        var first = BudgetArithmetic.Book(single, Some.Now, TimeSpan.Zero, Soon)!.Value;
        var second = BudgetArithmetic.Book(sync, Some.Now, TimeSpan.Zero, Soon)!.Value;
        var third = BudgetArithmetic.Book(single, Some.Now, TimeSpan.Zero, Soon)!.Value;

        Assert.Equal([0, 110.1, 220.2], new[] { first, second, third }.Select(slot => (slot - Some.Now).TotalMilliseconds));
        Assert.Equal(TenPerSecond.Rate.Spacing, single.SpacingAt(Some.Now));
        Assert.Equal(TimeSpan.FromMilliseconds(20), single.Tolerance);
        Assert.Equal(600, single.RatePerMinute);
    }

    [Fact]
    public void A_slot_given_back_is_free_in_both()
    {
        var (single, _, total) = Budgets();
        var slot = BudgetArithmetic.Book(single, Some.Now, TimeSpan.Zero, Soon)!.Value;

        BudgetArithmetic.GiveBack(single, Some.Now, slot);

        Assert.Equal((slot, slot), (single.Row.Next, total.Row.Next));
    }

    [Fact]
    public void After_a_refusal_both_are_held_back_and_the_one_nearer_to_its_limit_is_slowed()
    {
        var (single, sync, total) = Budgets();
        var slots = BudgetArithmetic.Reserve(single, Some.Now, 5, unfed: 0, Some.Now + Soon);

        Assert.True(Adaptation.HoldBack(single, slots[^1], new(slots[^1], 0), retryAfter: null));

        Assert.Equal(single.Row.Next, total.Row.Next);
        Assert.Equal((1, 0.9), (single.RateAt(Some.Now).Share, total.RateAt(Some.Now).Share));
        // Whoever else was refused meanwhile has nothing new to tell.
        Assert.False(Adaptation.HoldBack(sync, slots[^1], new(slots[^1], 0), retryAfter: null));
        Assert.Equal((1, 1), (single.Epoch, sync.Epoch));
    }

    [Fact]
    public void A_budget_that_has_reached_its_own_limit_is_slowed_itself()
    {
        var (_, sync, total) = Budgets();
        var slot = BudgetArithmetic.Book(sync, Some.Now, TimeSpan.Zero, Soon)!.Value;

        Adaptation.HoldBack(sync, slot, new(slot, 0), retryAfter: null);

        Assert.Equal((0.9, 1), (sync.RateAt(Some.Now).Share, total.RateAt(Some.Now).Share));
    }

    [Fact]
    public void No_second_holds_more_calls_of_all_budgets_than_the_total() => Holds.ForAll(
        Holds.Seeds,
        seed =>
        {
            var random = new Random(seed);
            var (single, sync, total) = Budgets();
            var (now, slots) = (Some.Now, new List<DateTimeOffset>());
            while (slots.Count < 100)
            {
                var budget = random.Next(3) == 0 ? sync : single;
                slots.AddRange(BudgetArithmetic.Reserve(budget, now, random.Next(1, 8), 0, now + Soon));
                now += TimeSpan.FromMilliseconds(random.Next(1, 300));
            }

            var late = slots.Select(slot => slot + total.Terms.Rate.Allowances.Sum * random.NextDouble()).Order().ToList();
            Assert.InRange(Traffic.MostInAWindow(late, TimeSpan.FromSeconds(1)), 1, 10);
        });

    [Fact]
    public async Task Both_rows_are_written_or_none()
    {
        await BookAsync(Limits.Store(_table, _time, Free), Key);
        var writes = _table.Writes;
        _table.Before = operation =>
        {
            if (operation is "add" or "update") Assert.Fail($"There was an {operation} beside the transaction.");
        };

        await BookAsync(Limits.Store(_table, _time, Free), Key);

        Assert.Equal(writes + 2, _table.Writes);
        Assert.Equal(2, Total.DayUsed);
        Assert.Equal(Row.Next - Limits.PerMinute(1_200).Spacing, Total.Next - TenPerSecond.Rate.Spacing);
    }

    [Fact]
    public async Task Of_two_processes_with_different_budgets_the_slower_one_reads_again()
    {
        var (one, other) = (Limits.Store(_table, _time, Free), Limits.Store(_table, _time, Free));
        var moments = new List<DateTimeOffset>();
        for (var turn = 0; turn < 5; turn++)
        {
            moments.Add(await BookAsync(one, Key));
            moments.Add(await BookAsync(other, Key with { Budget = BudgetNames.Labels }));
        }

        Assert.All(
            moments.Zip(moments.Skip(1)), pair => Assert.Equal(TenPerSecond.Rate.Spacing, pair.Second - pair.First));
    }

    [Fact]
    public async Task What_takes_no_slot_leaves_the_total_alone()
    {
        var store = Limits.Store(_table, _time, Free);
        await BookAsync(store, Key);
        var before = Total.ETag;

        await store.ChangeAsync(Key, budget => (true, Feeding.Feed(budget, _time.Now, 10)), CancellationToken.None);

        Assert.Equal(before, Total.ETag);
    }

    [Fact]
    public async Task Without_a_total_one_row_is_enough()
    {
        var store = Limits.Store(_table, _time);
        await BookAsync(store, Key);
        var operations = 0;
        _table.Before = _ => operations++;

        await BookAsync(store, Key);

        Assert.Equal(1, operations);
        Assert.Null(Total);
    }

    [Fact]
    public async Task A_total_put_while_another_process_knows_of_no_row_holds_for_it()
    {
        var (one, other) = (Limits.Store(_table, _time), Limits.Store(_table, _time));
        await one.LookAsync(Key, CancellationToken.None);
        await PutAsync(other, new(CallsPerSecond: 10));

        var (first, second) = (await BookAsync(one, Key), await BookAsync(one, Key));

        Assert.Equal(TenPerSecond.Rate.Spacing, second - first);
    }

    [Fact]
    public async Task A_total_that_is_put_holds_wherever_the_process_dies()
    {
        await BookAsync(Limits.Store(_table, _time), Key);
        for (var last = 1; Total is null; last++)
        {
            var left = last;
            _table.Before = operation =>
            {
                if (operation is "add" or "update" && left-- == 0) throw MemoryTable.Failure(503);
            };
            await Record.ExceptionAsync(() => PutAsync(Limits.Store(_table, _time), new(CallsPerSecond: 10)));
            _table.Before = null;
            var store = Limits.Store(_table, _time);
            var apart = -(await BookAsync(store, Key) - await BookAsync(store, Key));

            Assert.Equal(Total is null ? Limits.PerMinute(1_200).Spacing : TenPerSecond.Rate.Spacing, apart);
        }
    }

    [Fact]
    public async Task A_desk_keeps_to_the_total()
    {
        var desk = new SlotDesk(
            Key, Limits.PerMinute(1_200), Limits.Store(_table, _time, Free), Memory.Metrics(), _time,
            NullLogger<SlotDesk>.Instance);
        var ticket = new CallTicket(Urgency: 2, Begun: false, Some.Now, Fed: true);

        var slots = await _time.RunAsync(Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => desk.TakeAsync(ticket, CancellationToken.None))));

        var moments = slots.Select(slot => slot.At).Order().ToList();
        Assert.All(
            moments.Zip(moments.Skip(1)),
            pair => Assert.True(pair.Second - pair.First >= TenPerSecond.Rate.Spacing));
    }

    private static (Budget Single, Budget Sync, Budget Total) Budgets()
    {
        var total = new Budget(new(), TenPerSecond);
        return (
            new(new(), new() { Limit = new(CallsPerMinute: 1_200) }, total),
            new(new(), new() { Limit = new(CallsPerSecond: 1) }, total), total);
    }

    private async Task<DateTimeOffset> BookAsync(BudgetStore store, BudgetKey key) => (await store.ChangeAsync(
        key,
        budget =>
        {
            var slot = BudgetArithmetic.Book(budget, _time.Now, TimeSpan.Zero, TimeSpan.FromMinutes(1));
            return (slot is not null, slot);
        },
        CancellationToken.None))!.Value;
}
