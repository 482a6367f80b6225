using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Status;

/// <summary><c>GET /api/budgets/{budget}</c>: a limit, and what is left of it.</summary>
public sealed class GetBudgetFunction(GetBudgetHandler handler)
{
    [Function("GetBudget")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "budgets/{budget}")] HttpRequest request,
        string budget,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, budget, cancellationToken);
}
