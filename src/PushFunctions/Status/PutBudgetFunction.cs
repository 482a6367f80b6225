using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Status;

/// <summary><c>PUT /api/budgets/{budget}</c>: puts a limit in place of the setting's.</summary>
public sealed class PutBudgetFunction(PutBudgetHandler handler)
{
    [Function("PutBudget")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "budgets/{budget}")] HttpRequest request,
        string budget,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, budget, cancellationToken);
}
