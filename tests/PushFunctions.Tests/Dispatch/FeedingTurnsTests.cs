using PushFunctions.Dispatch;

namespace PushFunctions.Tests.Dispatch;

public sealed class FeedingTurnsTests
{
    private static readonly TimeSpan Spacing = Limits.PerMinute(1_200).Spacing;

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(100_000)]
    public void Alone_a_push_needs_its_own_calls(int calls) => Assert.Equal(calls, Until(calls));

    /// <summary>Equal parts: the others have fed as much as this one, or all they had.</summary>
    [Fact]
    public void A_push_waits_for_as_much_of_each_other_as_it_has_itself()
    {
        Assert.InRange(Until(1_000, 400, 5_000), 2_400 - 30, 2_400 + 30);
        Assert.InRange(Until(5_000, 400, 1_000), 6_400 - 40, 6_400);
    }

    [Fact]
    public void Who_has_the_turn_before_another_is_done_before_it()
    {
        var turns = Enumerable.Range(0, 5).Select(place => Turns(100, 100, 100, 100).CallsUntilDone(place, 100)).ToList();

        // Seven turns of 16 calls, the last of which has 4.
        Assert.Equal([5 * 96 + 4, 5 * 96 + 8, 5 * 96 + 12, 5 * 96 + 16, 500], turns);
    }

    [Fact]
    public void What_others_feed_before_a_push_joins_is_not_waited_for()
    {
        var turns = Turns(400, 5_000);
        turns.Feed(800);
        Assert.InRange(turns.CallsUntilDone(2, 1_000), 2_000 - 30, 2_000 + 30);

        turns = Turns(400, 5_000);
        turns.Feed(6_000);
        Assert.Equal(1_000, turns.CallsUntilDone(2, 1_000));
    }

    [Fact]
    public void It_is_as_if_each_turn_were_taken() => Holds.ForAll(Holds.Seeds, seed =>
    {
        var random = new Random(seed);
        var others = Enumerable.Range(0, random.Next(0, 9)).Select(_ => random.Next(1, 600)).ToList();
        var (place, calls) = (random.Next(0, others.Count + 1), random.Next(1, 600));

        Assert.Equal(TurnByTurn(others, place, calls), Turns([.. others]).CallsUntilDone(place, calls));
    });

    private static long TurnByTurn(List<int> others, int place, int calls)
    {
        const int Mine = -1;
        var line = others.Select((left, no) => (No: no, Left: left)).ToList();
        line.Insert(place, (Mine, calls));
        for (var fed = 0L; ;)
        {
            var turn = DispatchPace.CallsPerStep(Spacing, line.Count);
            for (var at = 0; at < line.Count; at++)
            {
                var (no, left) = line[at];
                fed += Math.Min(turn, left);
                line[at] = (no, left - Math.Min(turn, left));
                if (line[at] == (Mine, 0)) return fed;
            }

            line.RemoveAll(push => push.Left == 0);
        }
    }

    private static long Until(int calls, params int[] others) => Turns(others).CallsUntilDone(others.Length, calls);

    private static FeedingTurns Turns(params int[] others) => new(Spacing, others);
}
