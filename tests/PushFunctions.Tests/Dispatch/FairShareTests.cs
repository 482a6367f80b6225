using PushFunctions.Budgets;
using PushFunctions.Dispatch;

namespace PushFunctions.Tests.Dispatch;

/// <summary>Several broadcasts at once, in virtual time: steps come up to 0.3 s late, calls are made in their order.</summary>
public sealed class FairShareTests
{
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(10);

    private readonly Budget _budget = new(new(), new() { Limit = new(CallsPerMinute: 1_200) });
    private readonly Random _random = new(3);
    private readonly PriorityQueue<string, (DateTimeOffset Due, int No)> _work = new();
    private readonly PriorityQueue<string, DateTimeOffset> _steps = new();
    private readonly List<(DateTimeOffset At, string Push)> _calls = [];
    private int _no;

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 0)]
    [InlineData(3, 20)]
    public void Each_has_its_share_in_every_ten_seconds(int pushes, double joinAfter)
    {
        for (var push = 0; push < pushes; push++)
            _steps.Enqueue($"push{push:0000}", Some.Now.AddSeconds(push == 0 ? 0 : joinAfter + push * 0.1));

        Run(TimeSpan.FromSeconds(130));

        var from = Some.Now.AddSeconds(joinAfter) + Slice;
        for (var slice = from; slice + Slice <= Some.Now.AddSeconds(125); slice += TimeSpan.FromSeconds(1))
        {
            var calls = _calls.Where(call => call.At >= slice && call.At < slice + Slice).ToList();
            var shares = calls.GroupBy(call => call.Push).Select(of => of.Count() * (double)pushes / calls.Count).ToList();
            Assert.Equal(pushes, shares.Count);
            Assert.All(shares, share => Assert.InRange(share, 0.9, 1.1));
            Assert.InRange(calls.Count, 196, 200);
        }
    }

    [Fact]
    public void A_push_that_is_alone_feeds_whole_rounds_again()
    {
        var row = new BudgetRow();
        foreach (var push in new[] { "first", "second", "third" }) FeedingPushes.Note(row, push, Some.Now, isLast: false);
        Assert.Equal(3, FeedingPushes.CountWith(row, "first", Some.Now));

        FeedingPushes.Note(row, "second", Some.Now.AddSeconds(1), isLast: true);

        Assert.Equal(2, FeedingPushes.CountWith(row, "first", Some.Now.AddSeconds(9)));
        Assert.Equal(1, FeedingPushes.CountWith(row, "first", Some.Now.AddSeconds(11)));
    }

    [Fact]
    public void At_most_fifty_are_remembered()
    {
        var row = new BudgetRow();
        foreach (var push in Enumerable.Range(0, 80))
            FeedingPushes.Note(row, Some.PushId.Remove(0, 4).Insert(0, $"{push:0000}"), Some.Now, isLast: false);

        Assert.InRange(FeedingPushes.CountWith(row, "0079", Some.Now), 50, 51);
        Assert.InRange(row.FeedingPushes!.Length, 1, 1_000);
    }

    [Theory]
    [InlineData(1, 40)]
    [InlineData(2, 12)]
    [InlineData(3, 8)]
    [InlineData(4, 16)]
    [InlineData(50, 16)]
    public void A_step_is_a_share_of_a_round_and_at_least_a_parcel(int pushes, int calls) =>
        Assert.Equal(calls, DispatchPace.CallsPerStep(Limits.PerMinute(1_200).Spacing, pushes));

    private void Run(TimeSpan time)
    {
        for (var now = Some.Now; now < Some.Now + time; now = now.AddMilliseconds(10))
        {
            while (_steps.TryPeek(out var push, out var due) && due <= now)
            {
                _steps.Dequeue();
                Feed(push, now);
            }

            while (_work.TryPeek(out var first, out var place) && place.Due <= now.AddSeconds(1))
            {
                var slots = BudgetArithmetic.Reserve(_budget, now, 1, unfed: 0, now.AddSeconds(0.1));
                if (slots.Count == 0) break;
                _calls.Add((slots[0], first));
                _work.Dequeue();
            }
        }
    }

    private void Feed(string push, DateTimeOffset now)
    {
        var spacing = _budget.SpacingAt(now);
        var calls = DispatchPace.CallsPerStep(spacing, FeedingPushes.CountWith(_budget.Row, push, now));
        FeedingPushes.Note(_budget.Row, push, now, isLast: false);
        var start = Feeding.Feed(_budget, now, calls);
        foreach (var call in Enumerable.Range(0, calls)) _work.Enqueue(push, (start + call * spacing, _no++));
        _steps.Enqueue(
            push, start + calls * spacing - DispatchPace.StepLead + TimeSpan.FromSeconds(_random.NextDouble() * 0.3));
    }
}
