using Microsoft.Extensions.Logging;
using PushFunctions.Budgets;

namespace PushFunctions.Status;

/// <summary>Puts limits into the budgets' rows, where all instances see them.</summary>
public sealed class PutLimits(BudgetStore budgets, TimeProvider time, ILogger<PutLimits> log)
{
    /// <param name="limit">The limit; none: the setting holds again.</param>
    /// <param name="mayBePut">Says by the version that is there whether the limit may be put.</param>
    /// <returns>Whether it was put, and the budget as it is.</returns>
    public async Task<(bool IsPut, Budget Budget)> PutAsync(
        BudgetKey key, BudgetLimit limit, Func<string?, bool> mayBePut, CancellationToken cancellationToken)
    {
        // A total that is not looked for would not hold. Looking for one that is not there costs only a read, so the
        // other budgets are told before it is put, and after it is taken away.
        var isTotal = key.Budget == BudgetNames.Total;
        if (isTotal && !limit.IsNone) await TellAsync(key.App, hasTotal: true, cancellationToken);
        var (isPut, budget) = await WriteAsync(key, limit, mayBePut, cancellationToken);
        if (!isPut) return (false, budget);
        if (isTotal && limit.IsNone) await TellAsync(key.App, hasTotal: false, cancellationToken);
        log.LimitPut(key.App, key.Budget, budget.Limit.RatePerMinute);
        return (true, budget);
    }

    private Task<(bool IsPut, Budget Budget)> WriteAsync(
        BudgetKey key, BudgetLimit limit, Func<string?, bool> mayBePut, CancellationToken cancellationToken)
    {
        var version = limit.IsNone ? null : Guid.NewGuid().ToString("N");
        var isOurs = false;
        return budgets.ChangeAsync(
            key,
            budget =>
            {
                // Our own write, whose answer was lost and which the client tried again.
                if (isOurs && budget.Row.PutVersion == version) return (false, (true, budget));
                if (!mayBePut(budget.Version)) return (false, (false, budget));
                isOurs = true;
                budget.Put(limit, version, time.GetUtcNow());
                return (true, (true, budget));
            },
            cancellationToken);
    }

    /// <summary>
    /// Notes in the rows of the other budgets whether there is a total: they would not look for its row otherwise.
    /// </summary>
    private async Task TellAsync(string app, bool hasTotal, CancellationToken cancellationToken)
    {
        foreach (var budget in BudgetNames.All.Where(budget => budget != BudgetNames.Total))
        {
            await budgets.ChangeAsync(
                new(app, budget),
                other =>
                {
                    // A row that is not there yet is made: another process may be about to make it, and knows nothing.
                    var isNews = hasTotal
                        ? !other.IsStored || !other.Row.HasTotal
                        : other.IsStored && other.Row.HasTotal;
                    other.Row.HasTotal = hasTotal;
                    return (isNews, isNews);
                },
                cancellationToken);
        }
    }
}
