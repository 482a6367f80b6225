using PushFunctions.Labels;
using PushFunctions.Storage;

namespace PushFunctions.LabelRoutes;

/// <summary>Puts and deletes labels, each by compare-and-swap, and asks for the sync that follows.</summary>
public sealed class LabelStore(LabelBook book, LabelBell bell, TimeProvider time)
{
    /// <summary>Puts a label; one that is being deleted begins anew when that is done.</summary>
    /// <returns>The row before; null: there was none.</returns>
    public async Task<LabelRow?> PutAsync(
        LabelPartition label, string description, CancellationToken cancellationToken)
    {
        while (true)
        {
            var row = await book.FindAsync(label, cancellationToken);
            Dictionary<string, object> columns = new() { [nameof(LabelRow.Description)] = description };
            if (IsNew(row)) columns[nameof(LabelRow.CreatedAt)] = time.GetUtcNow();
            if (row is { IsDeleted: true }) columns[nameof(LabelRow.IsPutAgain)] = true;
            if (await book.TryWriteAsync(label, row, columns, cancellationToken) is null) continue;
            await bell.RingAsync(label, cancellationToken);
            return row;
        }
    }

    /// <summary>Says that a label is to go, with all members that are there now.</summary>
    /// <returns>The row as it was when the label was deleted; null: there is no such label.</returns>
    public async Task<LabelRow?> DeleteAsync(LabelPartition label, CancellationToken cancellationToken)
    {
        while (true)
        {
            var row = await book.FindAsync(label, cancellationToken);
            if (row is null && !await book.HasMembersAsync(label, cancellationToken)) return null;
            if (await TryDeleteAsync(label, row, cancellationToken) is not { } deleted) continue;
            await bell.RingAsync(label, cancellationToken);
            return deleted;
        }
    }

    /// <summary>Whether a label that is put is made by that.</summary>
    public static bool IsNew(LabelRow? row) =>
        row is null or { CreatedAt: null } or { IsDeleted: true, IsPutAgain: false };

    private async Task<LabelRow?> TryDeleteAsync(
        LabelPartition label, LabelRow? row, CancellationToken cancellationToken)
    {
        // Members are held against this time by when storage says that they were put: it is to be storage's, too.
        var now = time.GetUtcNow();
        Dictionary<string, object> touch = new() { [nameof(LabelRow.SyncAskedAt)] = now };
        if (row?.CreatedAt is null) touch[nameof(LabelRow.CreatedAt)] = now;
        if (await book.TryWriteAsync(label, row, touch, cancellationToken) is null) return null;
        if (await book.FindAsync(label, cancellationToken) is not { Timestamp: { } touched } read) return null;
        Dictionary<string, object> columns = new()
        {
            [nameof(LabelRow.DeletedAt)] = touched,
            [nameof(LabelRow.IsPutAgain)] = false,
        };
        if (await book.TryWriteAsync(label, read, columns, cancellationToken) is null) return null;
        read.DeletedAt = touched;
        return read;
    }
}
