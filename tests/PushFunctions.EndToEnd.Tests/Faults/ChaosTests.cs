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
    private static readonly int[] Seeds = [1, 4];

    [Fact]
    public async Task Whatever_fails_everybody_has_an_outcome_and_the_ledger_says_what_the_far_side_saw()
    {
        var options = new LocalStackOptions { Instances = 2, CallsPerMinute = 300 };

        var plans = await Task.WhenAll(Seeds.Select(
            seed => ChaosBench.RunAsync(options, ChaosShape.Short, seed, Say, CancellationToken.None)));

        Assert.All(plans, plan => Assert.Empty(plan.Discrepancies));
        Assert.All(plans, plan => Assert.Equal(plan.Users, plan.Counts.Values.Sum()));
    }

    private void Say(string line)
    {
        lock (output) output.WriteLine(line);
    }
}
