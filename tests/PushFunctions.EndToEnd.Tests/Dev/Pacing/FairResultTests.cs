using PushFunctions.Dev.Load;
using PushFunctions.Dev.Pacing;
using PushFunctions.EndToEnd.Tests.Dev.Load;

namespace PushFunctions.EndToEnd.Tests.Dev.Pacing;

public sealed class FairResultTests
{
    private static readonly (string PushId, string Prefix)[] Broadcasts = [("a", "a-"), ("b", "b-"), ("c", "c-")];

    [Fact]
    public void Calls_in_turn_are_fair_in_every_whole_slice()
    {
        var result = From(900, number => number % 3);

        // 45 s: without the warm-up and the last 3 s, three whole slices.
        Assert.Equal(3, result.Slices.Count);
        Assert.InRange(result.WorstDeviation, 0, 0.02);
        Assert.True(result.IsWithinGoals);
    }

    [Fact]
    public void One_bad_slice_is_enough()
    {
        // In the second slice that counts, one of them is left out for two seconds.
        var result = From(900, number => number is >= 420 and < 460 && number % 3 == 0 ? 1 : number % 3);

        Assert.False(result.IsWithinGoals);
        Assert.InRange(result.WorstDeviation, 0.1, 0.25);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(850)]
    public void Fewer_than_three_slices_show_too_little(int calls) =>
        Assert.False(From(calls, number => number % 3).IsWithinGoals);

    [Theory]
    [InlineData(0.0525, true)]
    [InlineData(0.0530, false)]
    public void A_fair_part_of_little_is_little(double seconds, bool isWithin) =>
        Assert.Equal(isWithin, From(900, number => number % 3, seconds).IsWithinGoals);

    [Theory]
    [InlineData(49.2, true)]
    [InlineData(49.6, false)]
    public void Each_broadcast_tells_its_end_within_a_tenth_of_its_time(double second, bool isWithin)
    {
        // Their last calls come at 44.85, 44.9 and 44.95 s, and the first ones right at the start.
        var guess = new FinishGuess("a", 0.05, Calls.At(second));

        Assert.Equal(isWithin, From(900, number => number % 3, guess: guess).IsWithinGoals);
    }

    private static FairResult From(int count, Func<int, int> pushOf, double seconds = 0.05, FinishGuess? guess = null)
    {
        var calls = Calls.Every(seconds, count)
            .Select((call, number) => call with { First = $"{Broadcasts[pushOf(number)].Prefix}{number}" });
        var right = Broadcasts.Select(each => new FinishGuess(each.PushId, 0.5, Calls.At(seconds * count)));
        return FairResult.From(
            2, 1_200, new(count, count, 0, 1_200), [.. calls], Broadcasts, [.. right.Append(guess).OfType<FinishGuess>()]);
    }
}
