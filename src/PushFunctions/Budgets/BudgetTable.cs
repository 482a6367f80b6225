using Azure.Data.Tables;
using PushFunctions.Storage;

namespace PushFunctions.Budgets;

/// <summary>Reads and writes budget rows, each write only on rows that nobody has changed meanwhile.</summary>
public sealed class BudgetTable(StorageClients storage)
{
    /// <returns>The row; a new one that is not written yet, where there is none.</returns>
    public async Task<BudgetRow> ReadAsync(BudgetKey key, CancellationToken cancellationToken) =>
        await storage.Budgets.FindAsync<BudgetRow>(key.App, key.Budget, cancellationToken)
        ?? new() { PartitionKey = key.App, RowKey = key.Budget };

    /// <returns>False: somebody was faster; read again.</returns>
    public Task<bool> TryWriteAsync(BudgetRow row, CancellationToken cancellationToken) => IsNew(row)
        ? storage.Budgets.TryAddAsync(row, cancellationToken)
        : storage.Budgets.TryReplaceAsync(row, cancellationToken);

    /// <summary>Writes two rows of one app, both or none.</summary>
    /// <returns>False: somebody was faster; read both again.</returns>
    public async Task<bool> TryWriteAsync(BudgetRow row, BudgetRow other, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await storage.Budgets.SubmitTransactionAsync([Write(row), Write(other)], cancellationToken);
            row.ETag = answer.Value[0].Headers.ETag ?? default;
            other.ETag = answer.Value[1].Headers.ETag ?? default;
            return true;
        }
        catch (TableTransactionFailedException exception) when (exception.Status is 409 or 412 or 404)
        {
            return false;
        }
    }

    private static TableTransactionAction Write(BudgetRow row) => IsNew(row)
        ? new(TableTransactionActionType.Add, row)
        : new(TableTransactionActionType.UpdateReplace, row, row.ETag);

    private static bool IsNew(BudgetRow row) => row.ETag == default;
}
