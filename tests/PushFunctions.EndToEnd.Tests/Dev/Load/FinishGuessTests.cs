using PushFunctions.Dev.Load;

namespace PushFunctions.EndToEnd.Tests.Dev.Load;

public sealed class FinishGuessTests
{
    private static readonly IReadOnlyList<DateTimeOffset> Seen = [Calls.At(0), Calls.At(40), Calls.At(100)];

    [Fact]
    public void The_worst_error_is_a_part_of_the_time_from_the_first_call_to_the_last() =>
        Assert.Equal(0.12, Worst(new("a", 0.1, Calls.At(95)), new("a", 0.9, Calls.At(112))), 0.0001);

    [Theory]
    [InlineData(0.049, 0.01)]
    [InlineData(0.05, 0.5)]
    public void What_is_said_before_5_percent_are_done_does_not_count(double done, double error) =>
        Assert.Equal(error, Worst(new("a", done, Calls.At(150)), new("a", 0.5, Calls.At(101))), 0.0001);

    [Fact]
    public void What_others_say_does_not_count() =>
        Assert.Equal(0, Worst(new("b", 0.5, Calls.At(150)), new("a", 0.5, Calls.At(100))));

    [Fact]
    public void Who_says_nothing_that_counts_is_quite_wrong() => Assert.Equal(1, Worst());

    private static double Worst(params FinishGuess[] guesses) => FinishGuess.WorstOf(guesses, "a", Seen);
}
