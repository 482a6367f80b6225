using PushFunctions.Accept;
using PushFunctions.Budgets;
using PushFunctions.Dispatch;
using PushFunctions.Map;
using PushFunctions.Storage;

namespace PushFunctions.Preview;

/// <summary>
/// How many requests to storage a push takes from its event to its end, when nothing fails and nobody is tried again.
/// What the platform does to the queues is not among them. Pure.
/// </summary>
public static class StorageEstimate
{
    /// <summary>Look for the push, index row, push row, queue message.</summary>
    private const int Accept = 4;

    /// <summary>A list of users is a block and its commit.</summary>
    private const int List = 2;

    /// <summary>Messages too large for the push's row: a block, its commit, one look for all steps.</summary>
    private const int Messages = 3;

    /// <summary>Push with its steps, list, the feed, the transaction, the next message.</summary>
    private const int FeedStep = 5;

    /// <summary>Steps that begin without a look at the ledger.</summary>
    private const int StepsWithoutLook = 2;

    /// <summary>Put, claimed, marked, settled.</summary>
    private const int Parcel = 4;

    /// <summary>Of a push of one: claimed, the push, the transaction, the slot.</summary>
    private const int OnlyParcel = 4;

    /// <summary>Push with its steps, ledger, the transaction.</summary>
    private const int Close = 3;

    /// <summary>The day's row, and the index row goes.</summary>
    private const int End = 2;

    /// <summary>Slots are reserved for this long at a time.</summary>
    private static readonly TimeSpan Reservation = DeskWish.Horizon / 2;

    /// <param name="spacing">Time between calls.</param>
    public static int Of(IReadOnlyList<MessageGroup> messages, TimeSpan spacing)
    {
        var groups = PushLists.Number(messages);
        var calls = groups.Sum(group => group.Batches);
        if (calls == 1) return Accept + OnlyParcel + End;
        var (steps, parcels) = Cut(new(groups), PushLists.LinesOf(messages), calls, spacing);
        var reservations = Quotient(calls, (int)Math.Max(1, Math.Round(Reservation / spacing)));
        return Accept + List + (GroupLists.FitInRow(groups) ? 0 : Messages)
            + steps * FeedStep + Math.Max(0, steps - StepsWithoutLook)
            + parcels * Parcel + reservations + Close + End;
    }

    /// <summary>Cuts as the steps will: how many calls a parcel holds depends on the size of its messages.</summary>
    private static (int Steps, int Parcels) Cut(PushLayout layout, byte[] lines, int calls, TimeSpan spacing)
    {
        var cutter = new ParcelCutter(layout);
        var callsPerStep = DispatchPace.CallsPerStep(spacing, pushes: 1);
        var (steps, parcels, next, offset) = (0, 0, 0, 0L);
        while (next < calls)
        {
            var cut = cutter
                .Cut(
                    lines.AsSpan((int)offset), next, offset,
                    Math.Min(callsPerStep, calls - next), DispatchPace.BatchesPerParcel(spacing))
                .Take(DispatchPace.MostParcelsPerStep)
                .ToList();
            var last = cut[^1].Cut;
            (next, offset) = (last.FirstBatch + last.Batches, last.Offset + last.Bytes);
            steps++;
            parcels += cut.Count;
        }

        return (steps, parcels);
    }

    private static int Quotient(int dividend, int divisor) => (dividend + divisor - 1) / divisor;
}
