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
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>How many they are.</returns>
    public async Task<int> KeepAsync(Parcel parcel, ParcelRow settled, CancellationToken cancellationToken)
    {
        if (settled.Dead + settled.Failed == 0) return 0;
        var users = DeadLetterRow.ForUsers(parcel.App, parcel.PushId, settled).Count;
        if (users == 0) return 0;
        await letters.RenewAsync(parcel.App, parcel.PushId, settled, cancellationToken);
        // A replay that came between has removed what was not there yet.
        var now = await FindAsync(parcel, cancellationToken);
        if (now is not null && now.HandedOn != settled.HandedOn)
            await letters.RenewAsync(parcel.App, parcel.PushId, now, cancellationToken);
        return users;
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
