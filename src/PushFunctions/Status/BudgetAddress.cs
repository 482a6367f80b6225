using Microsoft.AspNetCore.Http;
using PushFunctions.Accept;
using PushFunctions.Budgets;
using PushFunctions.Events;
using PushFunctions.Problems;

namespace PushFunctions.Status;

/// <summary>Which budget of which app a request is about.</summary>
public sealed class BudgetAddress(KnownApps apps)
{
    /// <returns>The budget; null: there is none, and <paramref name="problem"/> says so.</returns>
    public BudgetKey? Read(HttpRequest request, string budget, out Problem? problem)
    {
        (var app, problem) = apps.Read(request);
        problem ??= BudgetNames.All.Contains(budget, StringComparer.Ordinal) ? null : Unknown(budget);
        return problem is null ? new(app, budget) : null;
    }

    private static Problem Unknown(string budget) => new(
        StatusCodes.Status404NotFound, ProblemCodes.UnknownBudget, "There is no such budget",
        $"No budget is called '{EventNames.Shorten(budget)}'. There are: {string.Join(", ", BudgetNames.All)}.");
}
