using System.Collections.Concurrent;
using PushFunctions.Storage;

namespace PushFunctions.Budgets;

/// <summary>
/// Reads and changes budgets, each with the total of its app where that is limited. The last rows seen are tried first:
/// one operation where nobody else wrote.
/// </summary>
public sealed class BudgetStore(StorageClients storage, BudgetSettings settings, TimeProvider time)
{
    /// <summary>A limit that was put is known everywhere after this time.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(3);

    private readonly BudgetTable _table = new(storage);
    private readonly ConcurrentDictionary<BudgetKey, (BudgetRow Row, long At)> _seen = new();
    private readonly ConcurrentDictionary<BudgetKey, SemaphoreSlim> _turns = new();

    /// <summary>The budget as it is.</summary>
    public async Task<Budget> ReadAsync(BudgetKey key, CancellationToken cancellationToken)
    {
        Forget(key);
        return await FindAsync(key, cancellationToken);
    }

    /// <summary>The budget as it was a few seconds ago, which takes no operation where it is in use.</summary>
    public Task<Budget> LookAsync(BudgetKey key, CancellationToken cancellationToken) =>
        _seen.TryGetValue(key, out var seen) && time.GetElapsedTime(seen.At) < Fresh
            ? FindAsync(key, cancellationToken)
            : ReadAsync(key, cancellationToken);

    /// <summary>
    /// Changes a budget by compare-and-swap: reads again and changes again until nobody wrote in between.
    /// </summary>
    /// <param name="change">Changes what it is given and says whether it did; called again on each try.</param>
    public async Task<T> ChangeAsync<T>(
        BudgetKey key, Func<Budget, (bool Changed, T Result)> change, CancellationToken cancellationToken)
    {
        // One after the other in this process: its dispatchers would only make each other's writes fail.
        var turn = _turns.GetOrAdd(key, _ => new(1));
        // Turns are short: whoever gives up does so in its own.
        await turn.WaitAsync(CancellationToken.None);
        try
        {
            return await ChangeInTurnAsync(key, change, cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<T> ChangeInTurnAsync<T>(
        BudgetKey key, Func<Budget, (bool Changed, T Result)> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            var budget = await FindAsync(key, cancellationToken);
            // Whatever happens to this write, it is not what was seen any more.
            Forget(key);
            var total = budget.Total?.Row;
            var totalBefore = total?.Next;
            var isMended = WrongClock.Mend(budget, time.GetUtcNow());
            var (changed, result) = change(budget);
            // Decided on a row that may be old: harmless for slots, whose writes are checked,
            // but look again next time.
            if (!changed && !isMended) return result;
            var isWritten = total is null || total.Next == totalBefore
                ? await _table.TryWriteAsync(budget.Row, cancellationToken)
                : await _table.TryWriteAsync(budget.Row, total, cancellationToken);
            if (!isWritten) continue;
            Remember(key, budget.Row);
            if (total is not null) Remember(TotalOf(key), total);
            return result;
        }
    }

    private async Task<Budget> FindAsync(BudgetKey key, CancellationToken cancellationToken)
    {
        var row = await FindRowAsync(key, cancellationToken);
        var totalKey = TotalOf(key);
        var isNew = row.ETag == default;
        if (key == totalKey || (settings.For(totalKey).Limit.IsNone && !row.HasTotal && !isNew))
            return new(row, settings.For(key));
        var total = new Budget(await FindRowAsync(totalKey, cancellationToken), settings.For(totalKey));
        // Not the other way round: who puts a total says so here first.
        if (total.Limit.IsNone) return new(row, settings.For(key));
        row.HasTotal = true;
        return new(row, settings.For(key), total);
    }

    private async Task<BudgetRow> FindRowAsync(BudgetKey key, CancellationToken cancellationToken)
    {
        if (_seen.TryGetValue(key, out var seen)) return seen.Row.Copy();
        var row = await _table.ReadAsync(key, cancellationToken);
        Remember(key, row);
        return row.Copy();
    }

    private void Remember(BudgetKey key, BudgetRow row)
    {
        // That there is no row is not remembered: whoever makes it must know what another process has put meanwhile.
        if (row.ETag != default) _seen[key] = (row, time.GetTimestamp());
    }

    private void Forget(BudgetKey key)
    {
        _seen.TryRemove(key, out _);
        _seen.TryRemove(TotalOf(key), out _);
    }

    private static BudgetKey TotalOf(BudgetKey key) => key with { Budget = BudgetNames.Total };
}
