using PushFunctions.Dev.Pacing;
using PushFunctions.Dev.Stack;
using Xunit.Abstractions;

namespace PushFunctions.EndToEnd.Tests.Faults;

/// <summary>A slow <c>./dev bench limit</c>: two hosts share one limit, by the far side's own clock.</summary>
public sealed class SharedLimitTests(ITestOutputHelper output)
{
    private const int CallsPerMinute = 240;
    private const double Minutes = 1.2;

    [Fact]
    public async Task Two_hosts_use_most_of_the_limit_and_never_exceed_it()
    {
        var options = new LocalStackOptions
        {
            Instances = 2,
            CallsPerMinute = CallsPerMinute,
            // Other tests run beside this one: calls come later here than on a machine of their own.
            Settings = new Dictionary<string, string> { ["Budgets__PushSingle__NetworkAllowance"] = "00:00:01" },
            Log = output.WriteLine,
        };

        var result = await LimitBench.MeasureAsync(options, Minutes, output.WriteLine, CancellationToken.None);

        Assert.Equal(0, result.Throttled);
        Assert.InRange(result.MostInWindow, 1, CallsPerMinute);
        Assert.InRange(result.ShareUsed, 0.9, 1);
        Assert.All(result.Told.Figures(), figure => Assert.True(figure.IsMet, $"{figure}"));
    }
}
