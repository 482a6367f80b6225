using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using PushFunctions.Storage;

namespace PushFunctions.Budgets;

/// <summary>
/// Reads and changes budget rows. The last row seen is tried first: one operation where nobody else wrote.
/// </summary>
public sealed class BudgetStore(StorageClients storage)
{
    private readonly ConcurrentDictionary<BudgetKey, BudgetRow> _seen = new();
    private readonly ConcurrentDictionary<BudgetKey, SemaphoreSlim> _turns = new();

    public async Task<BudgetRow> ReadAsync(BudgetKey key, CancellationToken cancellationToken)
    {
        var answer = await storage.Budgets.GetEntityIfExistsAsync<BudgetRow>(
            key.App, key.Budget, cancellationToken: cancellationToken);
        var row = answer.HasValue ? answer.Value! : new BudgetRow { PartitionKey = key.App, RowKey = key.Budget };
        _seen[key] = row;
        return row;
    }

    /// <summary>
    /// Changes a row by compare-and-swap: reads again and changes again until nobody wrote in between.
    /// </summary>
    /// <param name="key">Which budget.</param>
    /// <param name="change">Changes the row it is given and says whether it did; called again on each try.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public async Task<T> ChangeAsync<T>(
        BudgetKey key, Func<BudgetRow, (bool Changed, T Result)> change, CancellationToken cancellationToken)
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
        BudgetKey key, Func<BudgetRow, (bool Changed, T Result)> change, CancellationToken cancellationToken)
    {
        var row = _seen.TryRemove(key, out var seen) ? Copy(seen) : Copy(await ReadAsync(key, cancellationToken));
        while (true)
        {
            var (changed, result) = change(row);
            if (!changed)
            {
                // Decided on a row that may be old: harmless for slots, whose writes are checked,
                // but look again next time.
                return result;
            }

            if (await TryWriteAsync(row, cancellationToken))
            {
                _seen[key] = row;
                return result;
            }

            row = Copy(await ReadAsync(key, cancellationToken));
        }
    }

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

    private static BudgetRow Copy(BudgetRow row) => new()
    {
        PartitionKey = row.PartitionKey,
        RowKey = row.RowKey,
        ETag = row.ETag,
        Next = row.Next,
        Feed = row.Feed,
        Epoch = row.Epoch,
        HoldBackMs = row.HoldBackMs,
        ThrottledAt = row.ThrottledAt,
    };
}
