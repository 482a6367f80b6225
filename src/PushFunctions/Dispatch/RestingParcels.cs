using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>
/// Puts what rested while a push was held: its next step, and all its parcels that nobody holds. Copies are harmless.
/// </summary>
public sealed class RestingParcels(PushStore pushes, LedgerReader ledger, ParcelRepair repair)
{
    public async Task PutAsync(PushRow push, CancellationToken cancellationToken)
    {
        var found = await pushes.FindWithStepsAsync(push.PushId, cancellationToken);
        if (found is not { Push.HasEnded: false }) return;
        IReadOnlyList<ParcelRow> rows =
        [
            .. await ledger.ReadParcelsAsync(found.Push, cancellationToken),
            .. await ledger.ReadRetriesAsync(found.Push, cancellationToken),
        ];
        if (push.IsSingle && rows.All(row => row.IsRetry)) await pushes.PutFirstAsync(push, cancellationToken);
        else await repair.PutRestingAsync(found.Push, found.Steps, rows, cancellationToken);
        await pushes.PutNextAsync(push);
    }
}
