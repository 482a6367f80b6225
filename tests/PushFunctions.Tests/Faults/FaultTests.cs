using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace PushFunctions.Tests.Faults;

/// <summary>
/// Whatever fails, every user has an outcome, and whoever may have been told twice is said to be: the whole app in
/// virtual time, over storage and a far side that fail by a seed. See docs/local.md for long runs and single seeds.
/// </summary>
public sealed class FaultTests(ITestOutputHelper output)
{
    private const int Plans = 200;

    [Fact]
    public void Whatever_fails_every_user_is_accounted_for()
    {
        var (first, plans) = (Number("FIRST", 0), Number("PLANS", Plans));
        var (started, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var failed = new ConcurrentBag<(FaultPlan Plan, FaultResult Result)>();
        long operations = 0, calls = 0;
        var threads = Enumerable.Range(0, Environment.ProcessorCount).Select(part => new Thread(
            () =>
            {
                for (var seed = first + part; seed < first + plans && failed.Count < 5; seed += Environment.ProcessorCount)
                {
                    var plan = PlanMaker.Draw(seed);
                    var result = FaultRun.RunHere(plan);
                    Interlocked.Add(ref operations, result.Operations);
                    Interlocked.Add(ref calls, result.Calls);
                    if (!result.IsGood) failed.Add((plan, result));
                }
            },
            maxStackSize: 16 * 1024 * 1024)).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        var took = Stopwatch.GetElapsedTime(started);
        output.WriteLine(
            $"{plans} plans from {first} on: {operations} operations, {calls} calls, {took.TotalSeconds:0.0} s, "
            + $"{plans / took.TotalSeconds:0.0} plans a second, {plans / (Environment.CpuUsage.TotalTime - used).TotalSeconds:0.0} "
            + "a second of a processor");

        Assert.True(failed.IsEmpty, string.Join(Environment.NewLine, failed.OrderBy(each => each.Plan.Seed).Select(each => Tell(each.Plan, each.Result))));
    }

    [Fact]
    public void The_same_seed_makes_the_same_run()
    {
        foreach (var seed in (int[])[3, 8, 21])
        {
            var (once, again) = (FaultRun.Of(PlanMaker.Draw(seed)), FaultRun.Of(PlanMaker.Draw(seed)));

            Assert.Equal(once with { Complaints = [] }, again with { Complaints = [] });
        }
    }

    /// <summary>The seed, and the smallest plan that fails, with what is wrong in it.</summary>
    private static string Tell(FaultPlan plan, FaultResult result)
    {
        var smallest = PlanShrinker.Shrink(plan, smaller => !FaultRun.Of(smaller).IsGood);
        return string.Join(
            Environment.NewLine,
            [
                $"Seed {plan.Seed} fails: {result.Complaints[0]}",
                $"Run it alone with PUSHFUNCTIONS_FAULT_FIRST={plan.Seed} PUSHFUNCTIONS_FAULT_PLANS=1. "
                + $"Of its {plan.Faults.Count} faults these are needed:",
                $"{smallest}",
                .. FaultRun.Of(smallest).Complaints.Take(8).Select(complaint => $"  ! {complaint}"),
            ]);
    }

    private static int Number(string name, int unless) => int.TryParse(
        Environment.GetEnvironmentVariable($"PUSHFUNCTIONS_FAULT_{name}"), CultureInfo.InvariantCulture, out var number)
        ? number
        : unless;
}
