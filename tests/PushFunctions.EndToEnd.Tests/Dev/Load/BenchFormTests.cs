using PushFunctions.Dev;
using PushFunctions.Dev.Load;

namespace PushFunctions.EndToEnd.Tests.Dev.Load;

public sealed class BenchFormTests
{
    [Theory]
    [InlineData("broadcast-1000000")]
    [InlineData("broadcast-1000000-12000", "--calls-per-minute", "12000")]
    [InlineData("broadcast-1000000-1host", "--instances", "1")]
    [InlineData("broadcast-1000000-4hosts-skew100", "--instances", "4", "--skew-ms", "100")]
    [InlineData("broadcast-1000000-files", "--data", "somewhere")]
    public void Tells_what_is_run_and_what_of_it_is_not_usual(string expected, params string[] arguments)
    {
        var options = CommandLine.Parse("bench", arguments).ToBenchOptions(1_200);

        Assert.Equal(expected, $"{BenchForm.On(options, "broadcast", "1000000")}");
    }

    [Theory]
    [InlineData(0.65, "39s")]
    [InlineData(10, "600s")]
    public void Lengths_are_whole_seconds(double minutes, string expected) =>
        Assert.Equal(expected, BenchForm.Seconds(minutes));
}
