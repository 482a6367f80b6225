using PushFunctions.Dev.Chaos;
using PushFunctions.Dev.Stack;
using Xunit.Abstractions;

namespace PushFunctions.EndToEnd.Tests.Faults;

/// <summary>
/// Some plans of <c>./dev bench chaos</c>: hosts are killed, storage is stopped and the far side is ill, and in the end
/// everybody has an outcome, and what the bridge says of them is what the far side saw.
/// </summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    private const int Plans = 2;

    [Fact]
    public async Task Whatever_fails_everybody_has_an_outcome_and_the_ledger_says_what_the_far_side_saw()
    {
        var options = new LocalStackOptions { Instances = 2, CallsPerMinute = 300 };

        var result = await ChaosBench.MeasureAsync(
            options, ChaosShape.Short, seed: 1, Plans, Say, CancellationToken.None);

        Assert.Empty(result.Calm.Discrepancies);
        Assert.Equal(0, result.Calm.Twice);
        Assert.Equal(Plans, result.Plans.Count);
        Assert.All(result.Plans, plan => Assert.Empty(plan.Discrepancies));
    }

    private void Say(string line)
    {
        lock (output) output.WriteLine(line);
    }
}
