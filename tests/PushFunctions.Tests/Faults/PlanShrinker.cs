namespace PushFunctions.Tests.Faults;

/// <summary>Makes a plan that fails as small as it gets while it still fails, for people to read.</summary>
internal static class PlanShrinker
{
    private const int MostRuns = 400;

    public static FaultPlan Shrink(FaultPlan plan, Func<FaultPlan, bool> fails)
    {
        var runs = 0;
        foreach (var drop in (Func<FaultPlan, FaultPlan?>[])[WithoutErrors, WithoutMissing, WithoutFails])
            if (drop(plan) is { } simpler && Fails(simpler)) plan = simpler;
        for (var no = 0; no < plan.Events.Count; no++)
        {
            var without = plan with
            {
                Events = [.. plan.Events.Select((planned, at) => at == no ? planned with { Users = 0 } : planned)],
            };
            if (Fails(without)) plan = without;
        }

        // Many at once as long as that works, then one by one.
        for (var some = Math.Max(1, plan.Faults.Count / 2); ; some = Math.Max(1, some / 2))
        {
            var before = plan.Faults.Count;
            for (var at = 0; at < plan.Faults.Count;)
            {
                var without = plan with { Faults = [.. plan.Faults.Take(at), .. plan.Faults.Skip(at + some)] };
                if (Fails(without)) plan = without;
                else at += some;
            }

            if (some == 1 && (before == plan.Faults.Count || runs >= MostRuns)) return plan;
        }

        bool Fails(FaultPlan smaller) => runs++ < MostRuns && fails(smaller);
    }

    private static FaultPlan? WithoutErrors(FaultPlan plan) => plan.Errors > 0 ? plan with { Errors = 0 } : null;

    private static FaultPlan? WithoutMissing(FaultPlan plan) => plan.Missing > 0 ? plan with { Missing = 0 } : null;

    private static FaultPlan? WithoutFails(FaultPlan plan) => plan.Fails > 0 ? plan with { Fails = 0 } : null;
}
