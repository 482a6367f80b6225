using Microsoft.AspNetCore.Http;
using PushFunctions.Budgets;
using PushFunctions.Manage;
using PushFunctions.Problems;

namespace PushFunctions.Status;

/// <summary>Writes a budget as it is, with the version of its limit as <c>ETag</c>.</summary>
public sealed class BudgetAnswer(BudgetKey key, Budget budget, DateTimeOffset now) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers.ETag = MappingCondition.ETagOf(budget.Version);
        return response.WriteAsJsonAsync(
            BudgetState.Of(key, budget, now), StatusJson.Default.BudgetState, contentType: null,
            httpContext.RequestAborted);
    }

    /// <summary>Says that a limit is not the one that the request asks for.</summary>
    internal static Problem Changed(BudgetKey key, Budget budget) => new(
        StatusCodes.Status412PreconditionFailed, ProblemCodes.PreconditionFailed, "The limit is another by now",
        $"The limit of {key.Budget} is {MappingCondition.ETagOf(budget.Version)}, which is not what If-Match or "
        + "If-None-Match asks for. Nothing was changed: read it again, then decide.");
}
