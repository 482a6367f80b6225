using Azure.Data.Tables;

namespace PushFunctions.Storage;

/// <summary>
/// Reads a push's row; writes it, with what must change together with it, by compare-and-swap;
/// puts its first message, and the step that follows.
/// </summary>
public sealed class PushStore(StorageClients storage, WorkQueues queues)
{
    /// <returns>False: another process was faster; nothing was written.</returns>
    public async Task<bool> TryWriteAsync(
        PushRow push, IEnumerable<TableTransactionAction> alongside, CancellationToken cancellationToken)
    {
        push.WrittenBy = Guid.NewGuid().ToString("N");
        try
        {
            var answer = await storage.Pushes.SubmitTransactionAsync(
                [new(TableTransactionActionType.UpdateReplace, push, push.ETag), .. alongside], cancellationToken);
            push.ETag = answer.Value[0].Headers.ETag ?? default;
            return true;
        }
        catch (TableTransactionFailedException exception) when (exception.Status is 412 or 409 or 404)
        {
            // Or this process was: the client tries again by itself, and then meets its own write.
            var there = await FindAsync(push.PushId, cancellationToken);
            if (there is null || there.WrittenBy != push.WrittenBy) return false;
            push.ETag = there.ETag;
            return true;
        }
    }

    /// <summary>Reads a push's row; null when there is none, or what is left of it is being removed.</summary>
    public async Task<PushRow?> FindAsync(string pushId, CancellationToken cancellationToken) =>
        await FindKnownAsync(pushId, cancellationToken) is { RemovedAt: null } push ? push : null;

    /// <summary>
    /// The same, also of a push that is being removed: until the end of that nothing new can have its id.
    /// </summary>
    public Task<PushRow?> FindKnownAsync(string pushId, CancellationToken cancellationToken) =>
        storage.Pushes.FindAsync<PushRow>(pushId, LedgerKey.Push, cancellationToken);

    /// <summary>Reads a push's row and its steps by one query; null when there is no such push.</summary>
    public async Task<PushAndSteps?> FindWithStepsAsync(string pushId, CancellationToken cancellationToken)
    {
        PushRow? push = null;
        var steps = new List<StepRow>();
        var end = LedgerKey.EndOf(LedgerKey.StepPrefix);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {pushId} and RowKey ge {LedgerKey.Push} and RowKey lt {end}");
        await foreach (var row in storage.Pushes.QueryAsync<PushOrStepRow>(
            filter, cancellationToken: cancellationToken))
        {
            if (row.IsPush) push = row;
            else steps.Add(row.ToStep());
        }

        return push is not { RemovedAt: null } ? null : new(push, steps);
    }

    /// <summary>
    /// Puts the first message of a push: its only parcel, or the step that begins to feed. It is hidden until its time.
    /// </summary>
    public Task PutFirstAsync(PushRow push, CancellationToken cancellationToken) => push.IsSingle
        ? queues.PutAsync(Parcel.ForSingle(push), TimeSpan.Zero, cancellationToken)
        : queues.PutAsync(DispatchStep.ForNext(push), cancellationToken);

    /// <summary>Puts the message of the push's next step, however long the queue is away.</summary>
    public Task PutNextAsync(PushRow push) => queues.PutSurelyAsync(DispatchStep.ForNext(push));
}
