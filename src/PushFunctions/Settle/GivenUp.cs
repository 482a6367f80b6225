using PushFunctions.Storage;

namespace PushFunctions.Settle;

/// <summary>
/// Keeps the users of a settled parcel who are dead letters: given up, or in a call that was refused as a whole. When
/// the process dies before, the parcel's message comes again, and whoever finds the parcel over keeps them.
/// </summary>
public sealed class GivenUp(LedgerReader ledger, DeadLetters letters)
{
    /// <param name="parcel">The parcel.</param>
    /// <param name="settled">Its row as it was settled.</param>
    public async Task KeepAsync(Parcel parcel, ParcelRow settled, CancellationToken cancellationToken)
    {
        if (settled.Dead + settled.Failed == 0) return;
        if (DeadLetterRow.ForUsers(parcel.App, parcel.PushId, settled).Count == 0) return;
        await letters.RenewAsync(parcel.App, parcel.PushId, settled, cancellationToken);
        // A replay that came between has removed what was not there yet.
        var now = await FindAsync(parcel, cancellationToken);
        if (now is not null && now.HandedOn != settled.HandedOn)
            await letters.RenewAsync(parcel.App, parcel.PushId, now, cancellationToken);
    }

    /// <summary>Of a parcel that was found over.</summary>
    public async Task KeepAsync(Parcel parcel, CancellationToken cancellationToken)
    {
        if (await FindAsync(parcel, cancellationToken) is { IsOver: true } row)
            await KeepAsync(parcel, row, cancellationToken);
    }

    private Task<ParcelRow?> FindAsync(Parcel parcel, CancellationToken cancellationToken) => ledger.FindAsync(
        LedgerKey.Partition(parcel.PushId, parcel.Row, parcel.IsSingle), parcel.Row, cancellationToken);
}
