using PushFunctions.Budgets;

namespace PushFunctions.Tests.Budgets;

/// <summary><c>push.throttled</c>: for how long all were held back.</summary>
public sealed class CountedHoldBacksTests : IDisposable
{
    private static readonly BudgetKey Key = new(Some.App, BudgetNames.PushSingle);

    private readonly MemoryBed _bed = new();
    private readonly MeterEar _ear;

    public CountedHoldBacksTests() => _ear = new(_bed);

    public void Dispose()
    {
        _ear.Dispose();
        _bed.Dispose();
    }

    [Fact]
    public async Task Of_several_calls_that_were_too_fast_at_once_the_first_tells()
    {
        var slots = await TakeAsync(3);

        foreach (var slot in slots) await HoldBackAsync(slot, seconds: 20);
        var told = _ear["push.throttled app=default endpoint=PushSingle"];

        // The next slot is as much later, and behind those that were reserved.
        var before = _bed.Time.Now;
        await TakeAsync(1);
        Assert.InRange(told, 20, 21);
        Assert.InRange((_bed.Time.Now - before).TotalSeconds, told - 0.1, told + 0.1);
        Assert.Single(_ear.Of("push.throttled"));
    }

    [Fact]
    public async Task Each_time_that_follows_is_told_as_well()
    {
        await HoldBackAsync((await TakeAsync(1))[0], seconds: 20);
        await HoldBackAsync((await TakeAsync(1))[0], seconds: 30);

        Assert.InRange(_ear["push.throttled app=default endpoint=PushSingle"], 50, 52);
    }

    private SlotDesk Desk => _bed.Get<SlotDesks>().For(Key);

    private Task<Slot[]> TakeAsync(int calls) => _bed.Time.RunAsync(Task.WhenAll(Enumerable.Range(0, calls).Select(
        _ => Desk.TakeAsync(new(Urgency: 2, Begun: false, Some.Now, Fed: false), CancellationToken.None))));

    private Task HoldBackAsync(Slot slot, int seconds) =>
        _bed.Time.RunAsync(Desk.HoldBackAsync(slot, TimeSpan.FromSeconds(seconds), CancellationToken.None));
}
