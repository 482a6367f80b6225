using Microsoft.AspNetCore.Http;
using PushFunctions.Budgets;
using PushFunctions.Manage;
using PushFunctions.Problems;

namespace PushFunctions.Status;

/// <summary>Puts a limit, which holds for all instances with their next look at the budget's row.</summary>
public sealed class PutBudgetHandler(
    BudgetAddress address, PutLimits limits, TimeProvider time, HttpAnswer answers)
{
    public Task<IResult> HandleAsync(HttpRequest request, string budget, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                if (address.Read(request, budget, out var problem) is not { } key) return new ProblemResult(problem!);
                if (budget == BudgetNames.Tasks) return new ProblemResult(LimitBody.HasPlaces);
                var (limit, wrong) = await LimitBody.ReadAsync(request, cancellationToken);
                if (limit is null) return new ProblemResult(wrong!);
                var condition = MappingCondition.Read(request.Headers);
                var (isPut, put) = await limits.PutAsync(key, limit, condition.Holds, cancellationToken);
                return isPut
                    ? new BudgetAnswer(key, put, time.GetUtcNow())
                    : new ProblemResult(BudgetAnswer.Changed(key, put));
            },
            cancellationToken);
}
