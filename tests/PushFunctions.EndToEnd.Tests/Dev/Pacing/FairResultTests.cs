using PushFunctions.Dev.Pacing;
using PushFunctions.EndToEnd.Tests.Dev.Load;

namespace PushFunctions.EndToEnd.Tests.Dev.Pacing;

public sealed class FairResultTests
{
    private static readonly string[] Prefixes = ["a-", "b-", "c-"];

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

    [Fact]
    public void What_ends_before_there_is_a_slice_is_not_fair() =>
        Assert.False(From(300, number => number % 3).IsWithinGoals);

    private static FairResult From(int count, Func<int, int> pushOf)
    {
        var calls = Calls.Every(0.05, count)
            .Select((call, number) => call with { First = $"{Prefixes[pushOf(number)]}{number}" });
        return FairResult.From(2, 1_200, 0, [.. calls], Prefixes);
    }
}
