using PushFunctions.Dispatch;
using PushFunctions.Lists;
using PushFunctions.Storage;

namespace PushFunctions.Stories;

/// <summary>Finds a user among those of a push, and the parcel that the user was first put in.</summary>
public sealed class UserPlaces(PushBlobs blobs, GroupLists groups, LedgerReader ledger, ParcelSearch parcels)
{
    /// <returns>Null: the push does not go to this user.</returns>
    public async Task<UserPlace?> FindAsync(PushAndSteps found, string user, CancellationToken cancellationToken)
    {
        var push = found.Push;
        if (push.IsSingle) return await FindInRowAsync(push, user, cancellationToken);
        var layout = new PushLayout(await groups.ReadAsync(push, cancellationToken));
        if (await FindLineAsync(push, layout, user, cancellationToken) is not { } offset) return null;
        if (offset >= push.NextOffset) return new(Batch: null, Part: null);
        var (cut, row) = await parcels.FindAsync(found, offset, cancellationToken);
        var before = offset == cut.Offset
            ? []
            : await blobs.ReadAsync(push.Blob!, cut.Offset, offset - cut.Offset, cancellationToken);
        var position = before.AsSpan().Count((byte)'\n');
        var batch = layout.BatchOf(cut.FirstBatch, position);
        return new(batch, row is null ? null : new(row, position, batch));
    }

    private async Task<UserPlace?> FindInRowAsync(PushRow push, string user, CancellationToken cancellationToken)
    {
        var position = push.ReadUsers().ToList().IndexOf(user);
        if (position < 0) return null;
        var row = await ledger.FindAsync(push.PushId, LedgerKey.Parcel(0), cancellationToken);
        return new(Batch: 0, row is null ? null : new(row, position, batch: 0));
    }

    /// <summary>
    /// Where the user's line begins in the push's list. That is sorted within each group, so of several groups all is
    /// read: they are of an event that names its users, 10,000 at most. An audience may be larger, and has one group.
    /// </summary>
    private async Task<long?> FindLineAsync(
        PushRow push, PushLayout layout, string user, CancellationToken cancellationToken) =>
        layout.Groups.Count == 1
            ? await new LineSearch((offset, bytes) => blobs.ReadAsync(push.Blob!, offset, bytes, cancellationToken))
                .FindAsync(user, push.BlobBytes)
            : LineSearch.Find(await blobs.ReadAsync(push.Blob!, cancellationToken), user);
}
