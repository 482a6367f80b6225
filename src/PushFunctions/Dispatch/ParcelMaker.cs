using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>
/// Cuts parcels and makes their messages, the first time and, from what is durable, at any time after a crash.
/// </summary>
public sealed class ParcelMaker(PushBlobs blobs, GroupLists groups)
{
    /// <summary>How a push's users fall into batches, and what each batch is sent.</summary>
    public async Task<PushLayout> LayoutAsync(PushRow push, CancellationToken cancellationToken) =>
        new(await groups.ReadAsync(push, cancellationToken));

    /// <summary>Cuts the parcels of a push's next step.</summary>
    /// <param name="push">The push, which goes on where its row says.</param>
    /// <param name="layout">How its users fall into batches.</param>
    /// <param name="calls">Most calls of the step.</param>
    /// <param name="spacing">Time between calls.</param>
    public async Task<IReadOnlyList<CutBatches>> CutAsync(
        PushRow push, PushLayout layout, int calls, TimeSpan spacing, CancellationToken cancellationToken)
    {
        var batches = Math.Min(calls, push.Batches - push.NextBatch);
        var users = Enumerable.Range(push.NextBatch, batches).Sum(layout.UsersOf);
        var average = (push.BlobBytes + push.Targets - 1) / push.Targets;
        var bytes = Math.Min(
            users * average * 5 / 4 + ParcelCutter.MostBytes(1),
            push.BlobBytes - push.NextOffset);
        var lines = await blobs.ReadAsync(push.Blob!, push.NextOffset, bytes, cancellationToken);
        var parcels = new ParcelCutter(layout)
            .Cut(lines, push.NextBatch, push.NextOffset, batches, DispatchPace.BatchesPerParcel(spacing));
        return [.. parcels.Take(DispatchPace.MostParcelsPerStep)];
    }

    /// <summary>An ordinary parcel once more, its users read from the push's list.</summary>
    public async Task<Parcel> MakeAsync(
        PushRow push, ParcelCut cut, DateTimeOffset due, CancellationToken cancellationToken)
    {
        if (push.IsSingle) return Parcel.ForSingle(push);
        var lines = await blobs.ReadAsync(push.Blob!, cut.Offset, cut.Bytes, cancellationToken);
        var layout = await LayoutAsync(push, cancellationToken);
        // All of it at once: it was small enough when it was cut.
        var cutter = new ParcelCutter(layout);
        var parcel = cutter.Cut(lines, cut.FirstBatch, cut.Offset, cut.Batches, cut.Batches).Single();
        return Make(push, layout, parcel, due) with { PutAgain = true };
    }

    /// <summary>A retry parcel once more, from its row.</summary>
    public async Task<Parcel> MakeAsync(
        PushRow push, ParcelRow retry, DateTimeOffset due, CancellationToken cancellationToken) =>
        Make(push, await LayoutAsync(push, cancellationToken), retry, due) with { PutAgain = true };

    /// <summary>An ordinary parcel whose users are at hand.</summary>
    public static Parcel Make(PushRow push, PushLayout layout, CutBatches parcel, DateTimeOffset due)
    {
        var row = LedgerKey.Parcel(parcel.Cut.FirstBatch);
        return Make(push, layout, row, Urgency.Broadcast, parcel.Batches, due) with { Cut = parcel.Cut };
    }

    /// <summary>A retry parcel, from its row.</summary>
    public static Parcel Make(PushRow push, PushLayout layout, ParcelRow retry, DateTimeOffset due)
    {
        var users = retry.ReadUsers();
        var batches = new List<PushBatch>();
        var first = 0;
        foreach (var batch in retry.ReadLayout())
        {
            batches.Add(new()
            {
                No = batches.Count,
                Message = batch.Message,
                Users = [.. users.Skip(first).Take(batch.Users)],
            });
            first += batch.Users;
        }

        return Make(push, layout, retry.RowKey, Urgency.Retry, batches, due);
    }

    private static Parcel Make(
        PushRow push,
        PushLayout layout,
        string row,
        Urgency urgency,
        IReadOnlyList<PushBatch> batches,
        DateTimeOffset due)
    {
        var used = batches.Select(batch => batch.Message).Distinct().Order().ToList();
        return new()
        {
            App = push.App,
            PushId = push.PushId,
            Row = row,
            Urgency = urgency,
            Round = push.Round,
            Strategy = push.Strategy,
            Due = due,
            NotBefore = push.NotBefore,
            ExpiresAt = push.ExpiresAt,
            Cancelled = push.CancelledAt is not null,
            Messages = [.. used.Select(group => layout.Groups[group].Message)],
            Batches = [.. batches.Select(batch => batch with { Message = used.IndexOf(batch.Message) })],
        };
    }
}
