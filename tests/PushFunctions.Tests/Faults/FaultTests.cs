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
        long run = 0, operations = 0, calls = 0;
        var threads = Enumerable.Range(0, Environment.ProcessorCount).Select(part => new Thread(
            () =>
            {
                for (var seed = first + part; seed < first + plans && failed.Count < 5; seed += Environment.ProcessorCount)
                {
                    var plan = PlanMaker.Draw(seed);
                    var result = FaultRun.RunHere(plan);
                    Interlocked.Increment(ref run);
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
            $"{run} plans from {first} on: {operations} operations, {calls} calls, {took.TotalSeconds:0.0} s, "
            + $"{run / took.TotalSeconds:0.0} plans a second, {run / (Environment.CpuUsage.TotalTime - used).TotalSeconds:0.0} "
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

    [Fact]
    public void Seven_hours_of_tries_are_over_in_no_time()
    {
        var plan = new FaultPlan
        {
            Seed = 1,
            Hosts = 2,
            CallsPerMinute = 1_200,
            RetryDelays = PlanMaker.DefaultDelays,
            Hidden = TimeSpan.FromMinutes(10),
            Errors = 1,
            FaultsUntil = TimeSpan.FromMinutes(1),
            Events = [new(TimeSpan.Zero, Users: 250)],
            Faults = [],
        };

        var result = FaultRun.Of(plan);

        Assert.Empty(result.Complaints);
        Assert.InRange(result.Time, TimeSpan.FromHours(5.5), TimeSpan.FromHours(9));
        // Each of six tries in three calls, or more where they did not come together.
        Assert.InRange(result.Calls, 18, 30);
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
