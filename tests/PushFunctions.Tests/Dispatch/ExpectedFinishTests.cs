using PushFunctions.Budgets;
using PushFunctions.Dispatch;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Dispatch;

/// <summary>The promise: once 5 % of a push is done, the moment is within 10 % of its whole sending time.</summary>
public sealed class ExpectedFinishTests
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(500);

    [Theory]
    [InlineData(100)]
    [InlineData(600)]
    [InlineData(6_000)]
    public void Of_one_push_it_is_within_a_tenth(int calls) => Assert.InRange(WorstOf(("a", calls, 0)), 0, 0.1);

    [Theory]
    [InlineData(300, 300, 300)]
    [InlineData(200, 600, 1_800)]
    [InlineData(100, 100, 4_000)]
    public void Of_three_pushes_at_once_it_is_within_a_tenth(int a, int b, int c) =>
        Assert.InRange(WorstOf(("a", a, 0), ("b", b, 0.1), ("c", c, 0.2)), 0, 0.1);

    /// <summary>Each takes turns of 0.8 s, so that the order of the turns matters.</summary>
    [Fact]
    public void Of_a_hundred_pushes_it_is_within_a_tenth_once_all_are_fed()
    {
        var run = new FeedingRun();
        for (var no = 0; no < 100; no++) run.Add($"{no:00}", calls: 100, Some.Now.AddSeconds(no * 0.02));
        run.Until(Some.Now.AddSeconds(4));

        Assert.InRange(Worst(run, Ask(run)), 0, 0.1);
    }

    /// <summary>Before another push comes nobody can know of it; from then on it is reckoned with.</summary>
    [Fact]
    public void A_push_that_joins_is_reckoned_with_as_soon_as_it_is_fed()
    {
        var run = new FeedingRun();
        run.Add("a", 1_200, Some.Now);
        run.Add("b", 600, Some.Now.AddSeconds(20));
        var asked = Ask(run);

        Assert.InRange(Worst(run, asked.Where(ask => ask.At > Some.Now.AddSeconds(22))), 0, 0.1);
        Assert.InRange(Worst(run, asked.Where(ask => ask.Push == "a" && ask.At < Some.Now.AddSeconds(19))), 0.2, 0.5);
    }

    /// <summary>Two singles a second are a tenth of the rate.</summary>
    [Fact]
    public void Calls_that_go_before_are_expected_to_go_on()
    {
        var run = new FeedingRun { SinglesEvery = TimeSpan.FromSeconds(0.25) };
        run.Until(Some.Now.AddMinutes(15));
        run.Add("a", 3_000, run.Now);

        Assert.InRange(Worst(run, Ask(run)), 0, 0.03);
    }

    [Fact]
    public void A_burst_of_single_calls_is_not_taken_for_what_will_always_be_so()
    {
        var run = new FeedingRun();
        run.Add("a", 3_000, Some.Now);
        run.Until(Some.Now.AddSeconds(30));
        run.SinglesEvery = TimeSpan.FromMilliseconds(60);
        run.Until(Some.Now.AddSeconds(36));
        run.SinglesEvery = null;

        Assert.InRange(Worst(run, Ask(run)), 0, 0.1);
    }

    [Fact]
    public void A_lower_rate_is_reckoned_with()
    {
        var run = new FeedingRun();
        run.Add("a", 600, Some.Now);
        run.Until(Some.Now.AddSeconds(5));
        run.Budget.Put(new(CallsPerMinute: 300), "v", run.Now);

        Assert.InRange(Worst(run, Ask(run)), 0, 0.1);
    }

    [Fact]
    public void A_limit_per_day_puts_the_rest_off_to_the_next_days()
    {
        var run = new FeedingRun(new(CallsPerMinute: 1_200, CallsPerDay: 500));
        var push = Row(calls: 1_300);

        var finish = ExpectedFinish.OfDraft(push, 1_300, run.Budget, Some.Now);

        var third = new DateTimeOffset(Some.Now.UtcDateTime.Date.AddDays(2), TimeSpan.Zero);
        Assert.InRange(finish, third.AddSeconds(14), third.AddSeconds(16));
    }

    [Fact]
    public void A_push_whose_time_is_to_come_shares_only_with_those_who_are_still_fed_then()
    {
        var run = new FeedingRun();
        run.Add("a", 1_200, Some.Now);
        run.Add("b", 12_000, Some.Now);
        run.Until(Some.Now.AddSeconds(4));
        var push = Row(calls: 600);
        push.SendAt = Some.Now.AddSeconds(90);
        var spacing = run.Budget.SpacingAt(run.Now);

        var finish = Of(push, run.Budget, run.Now);

        // Then the first has some 300 calls left, and the other more than this one.
        Assert.InRange(finish - push.SendAt.Value, spacing * 1_430, spacing * 1_570);
        push.SendAt = Some.Now.AddDays(1);
        Assert.Equal(push.SendAt.Value + 599 * spacing, Of(push, run.Budget, run.Now));
    }

    [Fact]
    public void While_everybody_is_held_back_it_is_behind_that()
    {
        var run = new FeedingRun();
        run.Budget.Row.Next = Some.Now.AddSeconds(60);

        Assert.InRange(Of(Row(calls: 20), run.Budget, Some.Now), Some.Now.AddSeconds(60.9), Some.Now.AddSeconds(61));
    }

    [Fact]
    public void Who_is_not_called_in_time_is_not_called_later()
    {
        var push = Row(calls: 600);
        push.ExpiresAt = Some.Now.AddSeconds(10);

        Assert.Equal(push.ExpiresAt, Of(push, new FeedingRun().Budget, Some.Now));
        Assert.Equal(Some.Now.AddSeconds(11), Of(push, new FeedingRun().Budget, Some.Now.AddSeconds(11)));
    }

    [Theory]
    [InlineData(0, 30)]
    [InlineData(600, 30.15)]
    public void Users_who_are_due_again_are_called_then(int retrying, double least)
    {
        var push = Row(calls: 10);
        push.NextBatch = 10;
        var counts = Counts(pending: 0) with { Retrying = Math.Max(1, retrying) };

        var finish = ExpectedFinish.Of(push, counts, Some.Now.AddSeconds(30), new FeedingRun().Budget, Some.Now);

        Assert.InRange(finish, Some.Now.AddSeconds(least), Some.Now.AddSeconds(least + 0.2));
    }

    [Fact]
    public void One_call_waits_for_nobody()
    {
        var run = new FeedingRun();
        run.Add("a", 1_200, Some.Now);
        run.Until(Some.Now.AddSeconds(4));

        Assert.InRange(Of(Some.Draft, run.Budget, run.Now) - run.Now, TimeSpan.Zero, TimeSpan.FromSeconds(0.2));
    }

    [Theory]
    [InlineData(PushState.Waiting, 1, 0, true)]
    [InlineData(PushState.Sending, 1, 0, true)]
    [InlineData(PushState.Sending, 0, 1, true)]
    [InlineData(PushState.Sending, 0, 0, false)]
    [InlineData(PushState.Paused, 1, 0, false)]
    [InlineData(PushState.Stalled, 1, 0, false)]
    [InlineData(PushState.Finished, 0, 0, false)]
    public void It_is_told_while_calls_are_to_come(PushState state, int pending, int retrying, bool isTold)
    {
        var push = Row(calls: 10);
        push.State = state;

        Assert.Equal(isTold, ExpectedFinish.IsKnown(push, Counts(pending) with { Retrying = retrying }));
        push.CancelledAt = Some.Now;
        Assert.False(ExpectedFinish.IsKnown(push, Counts(pending) with { Retrying = retrying }));
    }

    private static double WorstOf(params (string Id, int Calls, double After)[] pushes)
    {
        var run = new FeedingRun();
        foreach (var (id, calls, after) in pushes) run.Add(id, calls, Some.Now.AddSeconds(after));
        return Worst(run, Ask(run));
    }

    /// <summary>Asks for each push that is 5 % done, again and again until all have ended.</summary>
    private static List<(string Push, DateTimeOffset At, DateTimeOffset Finish)> Ask(FeedingRun run)
    {
        var asked = new List<(string, DateTimeOffset, DateTimeOffset)>();
        for (; !run.IsDone; run.Until(run.Now + AskEvery))
        {
            asked.AddRange(
                from push in run.Pushes
                let called = run.CalledOf(push.PushId)
                where called < push.Batches && called * 20 >= push.Batches
                select (push.PushId, run.Now, run.ExpectFinish(push.PushId)));
        }

        return asked;
    }

    /// <summary>The worst error, as a part of the push's time from its first call to its last.</summary>
    private static double Worst(
        FeedingRun run, IEnumerable<(string Push, DateTimeOffset At, DateTimeOffset Finish)> asked)
    {
        var times = run.Calls.GroupBy(call => call.Push).ToDictionary(
            push => push.Key, push => (First: push.Min(call => call.At), Last: push.Max(call => call.At)));
        return asked.Max(ask =>
            (ask.Finish - times[ask.Push].Last).Duration() / (times[ask.Push].Last - times[ask.Push].First));
    }

    private static PushRow Row(int calls) => Some.Push(calls * 100);

    private static PushCounts Counts(int pending) => new(pending, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    private static DateTimeOffset Of(PushRow push, Budget budget, DateTimeOffset now) =>
        ExpectedFinish.Of(push, Counts(push.Targets), lastDue: null, budget, now);
}
