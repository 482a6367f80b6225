using Microsoft.AspNetCore.Http;
using PushFunctions.Budgets;
using PushFunctions.Problems;

namespace PushFunctions.Status;

/// <summary>Shows a budget as it is now.</summary>
public sealed class GetBudgetHandler(
    BudgetAddress address, BudgetStore budgets, TimeProvider time, HttpAnswer answers)
{
    public Task<IResult> HandleAsync(HttpRequest request, string budget, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () => address.Read(request, budget, out var problem) is { } key
                ? new BudgetAnswer(key, await budgets.ReadAsync(key, cancellationToken), time.GetUtcNow())
                : new ProblemResult(problem!),
            cancellationToken);
}
