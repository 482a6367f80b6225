using PushFunctions.Budgets;
using PushFunctions.Labels;

namespace PushFunctions.Preferences;

/// <summary>The time that one request has for its calls; the sender's going away ends no call.</summary>
public sealed class AwaitedTurn(TimeSpan length, TimeProvider time) : IDisposable
{
    /// <summary>The first try and three more.</summary>
    private const int Tries = 4;

    private readonly StepTurn _turn = new(length, time, CancellationToken.None);

    public CallWay Way => new(FarUrgency.Awaited, Tries, new(() => _turn.IsOver, _turn.Stop));

    public void Dispose() => _turn.Dispose();

    /// <summary>
    /// Looks at the budgets before anything is called: storage that is away is told at once, and so is a far side that
    /// takes no calls for longer than a request waits.
    /// </summary>
    /// <returns>How long it takes none; null: it takes some soon.</returns>
    public static async Task<TimeSpan?> LookAsync(
        BudgetStore budgets, string app, IEnumerable<string> names, TimeSpan length, TimeProvider time,
        CancellationToken cancellationToken)
    {
        foreach (var name in names)
        {
            var budget = await budgets.LookAsync(new(app, name), cancellationToken);
            var now = time.GetUtcNow();
            var wait = BudgetArithmetic.FirstFree(budget, now, TimeSpan.Zero) - now;
            if (wait > length) return wait;
        }

        return null;
    }
}
