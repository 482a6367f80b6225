using Azure.Data.Tables;
using PushFunctions.Dev.Crowd;
using PushFunctions.Dispatch;
using PushFunctions.Storage;

namespace PushFunctions.Dev.Kills;

/// <summary>Reads from the ledger what is in hand, and what has become of it.</summary>
internal sealed class HeldWork(AppParts parts)
{
    private readonly PushStore _pushes = parts.Get<PushStore>();
    private readonly LedgerReader _ledger = parts.Get<LedgerReader>();

    /// <summary>
    /// All that was in hand at a moment, of whichever host: that of a dead one is what nobody touches any more.
    /// </summary>
    public async Task<IReadOnlyList<HeldPart>> ReadAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var held = new List<HeldPart>();
        var open = TableClient.CreateQueryFilter($"PartitionKey eq {IndexRow.Open}");
        await foreach (var index in parts.Storage.PushIndex.QueryAsync<IndexRow>(
            open, cancellationToken: cancellationToken))
        {
            if (await _pushes.FindWithStepsAsync(index.PushId, cancellationToken) is { Push.HasEnded: false } found)
                held.AddRange(await ReadAsync(found, moment, cancellationToken));
        }

        return held;
    }

    /// <summary>What has become of a part.</summary>
    public async Task<PartState> LookAsync(HeldPart part, CancellationToken cancellationToken)
    {
        switch (part)
        {
            case HeldPart.Parcel parcel:
                var row = await _ledger.FindAsync(parcel.Partition, parcel.Row, cancellationToken);
                return row is null ? PartState.Waits
                    : row.Attempt > parcel.Attempt ? PartState.Resumed
                    // Its holder goes on writing: it was not the one who died.
                    : row.IsOver || row.State == ParcelState.Released || row.Until > parcel.Until ? PartState.WasNot
                    : PartState.Waits;
            case HeldPart.Message message:
                return await _ledger.FindAsync(message.Partition, message.Row, cancellationToken) is null
                    ? PartState.Waits : PartState.Resumed;
            case HeldPart.Step step:
                return await _pushes.FindAsync(step.Push, cancellationToken) is { HasEnded: false } push
                    && push.Step == step.Number ? PartState.Waits : PartState.Resumed;
            default:
                throw new ArgumentOutOfRangeException(nameof(part));
        }
    }

    private async Task<IReadOnlyList<HeldPart>> ReadAsync(
        PushAndSteps found, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var (push, steps) = found;
        var rows = await _ledger.ReadParcelsAsync(push, cancellationToken);
        var held = new List<HeldPart>();
        foreach (var light in rows.Where(row => row.State is ParcelState.Claimed or ParcelState.Sending))
        {
            if (await _ledger.FindAsync(light.PartitionKey, light.RowKey, cancellationToken)
                is { State: ParcelState.Claimed or ParcelState.Sending } row)
            {
                held.Add(new HeldPart.Parcel(
                    push.PushId, row.PartitionKey, row.RowKey, row.Attempt, row.Until, MarkedOf(row)));
            }
        }

        var pickedUp = new PickedUp(push.Mark, rows);
        foreach (var missing in steps.Where(step => step.Due <= moment).SelectMany(pickedUp.MissingOf))
        {
            var key = LedgerKey.Parcel(missing.FirstBatch);
            held.Add(new HeldPart.Message(push.PushId, LedgerKey.Partition(push.PushId, key, push.IsSingle), key));
        }

        if (push.StepDue <= moment) held.Add(new HeldPart.Step(push.PushId, push.Step));
        return held;
    }

    /// <summary>Batches whose calls were said to be in the making, but for those that have their answer.</summary>
    private static IReadOnlyList<int> MarkedOf(ParcelRow row)
    {
        if (row.State != ParcelState.Sending) return [];
        var book = row.ReadOutcomes();
        return [.. row.ReadSent().Where(batch => IsOpen(row, book, batch))];
    }

    // All batches of these pushes are full but for the last.
    private static bool IsOpen(ParcelRow row, OutcomeBook book, int batch) =>
        book[Math.Min((batch - row.FirstBatch) * PushBatch.MaxUsers, row.Count - 1)] is null;
}

/// <summary>What has become of a part of the work.</summary>
internal enum PartState
{
    /// <summary>Nobody has touched it since.</summary>
    Waits,

    /// <summary>Somebody went on with it.</summary>
    Resumed,

    /// <summary>It was in the hands of a host that lived.</summary>
    WasNot,
}
