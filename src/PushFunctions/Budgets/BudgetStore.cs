using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using PushFunctions.Storage;

namespace PushFunctions.Budgets;

/// <summary>
/// Reads and changes budget rows. The last row seen is tried first: one operation where nobody else wrote.
/// </summary>
public sealed class BudgetStore(StorageClients storage, BudgetSettings settings, TimeProvider time)
{
    /// <summary>A limit that was put is known everywhere after this time.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<BudgetKey, (BudgetRow Row, long At)> _seen = new();
    private readonly ConcurrentDictionary<BudgetKey, SemaphoreSlim> _turns = new();

    /// <summary>The budget as it is.</summary>
    public async Task<Budget> ReadAsync(BudgetKey key, CancellationToken cancellationToken) =>
        Make(key, (await ReadRowAsync(key, cancellationToken)).Copy());

    /// <summary>The budget as it was a few seconds ago, which takes no operation where it is in use.</summary>
    public async Task<Budget> LookAsync(BudgetKey key, CancellationToken cancellationToken) =>
        _seen.TryGetValue(key, out var seen) && time.GetElapsedTime(seen.At) < Fresh
            ? Make(key, seen.Row.Copy())
            : await ReadAsync(key, cancellationToken);

    /// <summary>
    /// Changes a row by compare-and-swap: reads again and changes again until nobody wrote in between.
    /// </summary>
    /// <param name="key">Which budget.</param>
    /// <param name="change">Changes the row it is given and says whether it did; called again on each try.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public async Task<T> ChangeAsync<T>(
        BudgetKey key, Func<Budget, (bool Changed, T Result)> change, CancellationToken cancellationToken)
    {
        // One after the other in this process: its dispatchers would only make each other's writes fail.
        var turn = _turns.GetOrAdd(key, _ => new(1));
        await turn.WaitAsync(cancellationToken);
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
        var row = _seen.TryRemove(key, out var seen) ? seen.Row : await ReadRowAsync(key, cancellationToken);
        while (true)
        {
            row = row.Copy();
            var (changed, result) = change(Make(key, row));
            if (!changed)
            {
                // Decided on a row that may be old: harmless for slots, whose writes are checked,
                // but look again next time.
                return result;
            }

            if (await TryWriteAsync(row, cancellationToken))
            {
                Remember(key, row);
                return result;
            }

            row = await ReadRowAsync(key, cancellationToken);
        }
    }

    private Budget Make(BudgetKey key, BudgetRow row) => new(row, settings.For(key));

    private async Task<BudgetRow> ReadRowAsync(BudgetKey key, CancellationToken cancellationToken)
    {
        var answer = await storage.Budgets.GetEntityIfExistsAsync<BudgetRow>(
            key.App, key.Budget, cancellationToken: cancellationToken);
        var row = answer.HasValue ? answer.Value! : new BudgetRow { PartitionKey = key.App, RowKey = key.Budget };
        Remember(key, row);
        return row;
    }

    private void Remember(BudgetKey key, BudgetRow row) => _seen[key] = (row, time.GetTimestamp());

    private async Task<bool> TryWriteAsync(BudgetRow row, CancellationToken cancellationToken)
    {
        var isNew = row.ETag == default;
        try
        {
            var answer = isNew
                ? await storage.Budgets.AddEntityAsync(row, cancellationToken)
                : await storage.Budgets.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, cancellationToken);
            row.ETag = answer.Headers.ETag ?? default;
            return true;
        }
        catch (RequestFailedException exception)
            when (exception.Status == (isNew ? 409 : 412) || (!isNew && exception.Status == 404))
        {
            return false;
        }
    }
}
