using AgoraChat.Push;
using Azure;
using Azure.Data.Tables;
using PushFunctions.Accept;
using PushFunctions.Budgets;
using PushFunctions.Deliver;
using PushFunctions.Recover;
using PushFunctions.Storage;

namespace PushFunctions.Status;

/// <summary>Asks each part how it is, by a few small operations that change nothing and take no slot.</summary>
public sealed class HealthReader(
    StorageClients storage, QueueLine line, BudgetStore budgets, FarSideApps farSide, KnownApps apps, TimeProvider time)
{
    /// <summary>Of more pushes that rest than these the count ends here.</summary>
    private const int MostResting = 1000;

    public Task<IndexRow?> CountAsync(CancellationToken cancellationToken) =>
        storage.PushIndex.FindAsync<IndexRow>(IndexRow.Stats, IndexRow.Open, cancellationToken);

    public async Task<int> RestingAsync(CancellationToken cancellationToken)
    {
        await foreach (var page in storage.PushIndex.QueryAsync<IndexRow>(
            TableClient.CreateQueryFilter($"PartitionKey eq {IndexRow.Held}"), MostResting, ["RowKey"],
            cancellationToken).AsPages())
        {
            return page.Values.Count;
        }

        return 0;
    }

    public Task<WaitingLines> LinesAsync(CancellationToken cancellationToken) => line.LookAsync(cancellationToken);

    public async Task<bool> BlobsAsync(CancellationToken cancellationToken) =>
        await storage.PushUsers.ExistsAsync(cancellationToken);

    /// <summary>The budgets that have a row: they were used, or put.</summary>
    public async Task<IReadOnlyList<BudgetWord>> BudgetsAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var all = await Task.WhenAll(
            from app in apps.Names
            from budget in BudgetNames.All
            select ReadAsync(new(app, budget)));
        return [.. all.OfType<BudgetWord>()];

        async Task<BudgetWord?> ReadAsync(BudgetKey key) =>
            await budgets.LookAsync(key, cancellationToken) is { IsStored: true } budget
                ? HealthWords.Of(key, budget, now)
                : null;
    }

    public Task<PushServiceView[]> PushServicesAsync(CancellationToken limit) =>
        Task.WhenAll(apps.Names.Select(async app => new PushServiceView(app, await PushServiceAsync(app, limit))));

    /// <summary>Asks a part, and no longer than until the limit.</summary>
    /// <returns>Its word, and what it said where that is <c>ok</c>.</returns>
    public static async Task<(string Word, T? Said)> AskAsync<T>(
        Func<CancellationToken, Task<T>> ask, CancellationToken limit)
    {
        try
        {
            return (HealthWords.Ok, await ask(limit).WaitAsync(limit));
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return (HealthWords.Slow, default);
        }
        catch (Exception exception) when (exception is RequestFailedException || StorageErrors.IsAway(exception))
        {
            return (HealthWords.Away, default);
        }
    }

    private async Task<string> PushServiceAsync(string app, CancellationToken limit)
    {
        try
        {
            await farSide.ReachAsync(app, limit).WaitAsync(limit);
            return HealthWords.Ok;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return HealthWords.Slow;
        }
        catch (AgoraChatException exception)
        {
            return HealthWords.Of(exception.Kind);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return HealthWords.Away;
        }
    }
}
