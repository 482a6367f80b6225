using PushFunctions.Accept;
using PushFunctions.Budgets;
using PushFunctions.Dispatch;
using PushFunctions.Expand;
using PushFunctions.Storage;

namespace PushFunctions.Preview;

/// <summary>
/// How many requests to storage a push takes from its event to its end, when nothing fails and nobody is tried again.
/// What the platform does to the queues is not among them. Pure.
/// </summary>
public static class StorageEstimate
{
    /// <summary>
    /// More, of a push whose time is far: it is listed, found and opened; its scheduled row goes, twice.
    /// </summary>
    public const int Schedule = 5;

    /// <summary>
    /// Of a push to labels or to everyone: accepted, its day and what is told of it (4); its step reads the push, takes
    /// place, slot and place (6), writes the push before and after the call (2) and looks at the budget (1); its end.
    /// </summary>
    public const int OfTask = Accept + 4 + 1 + 6 + 3 + End;

    /// <summary>Look for the push, index row, push row, queue message.</summary>
    private const int Accept = 4;

    /// <summary>A list of users is a block and its commit.</summary>
    private const int List = 2;

    /// <summary>Of an audience: a look for it, the use of its list, another look.</summary>
    private const int Audience = 3;

    /// <summary>Of an audience whose users are one call: a look for it, its list.</summary>
    private const int ShortAudience = 2;

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

    /// <summary>The listing row, and the index row goes.</summary>
    private const int End = 2;

    /// <summary>Slots are reserved for this long at a time.</summary>
    private static readonly TimeSpan Reservation = DeskWish.Horizon / 2;

    /// <summary>Of members of labels: the list begins, its last part, a step that finds nobody any more.</summary>
    private const int Expansion = 8;

    /// <summary>A part of such a list: written, and told in the push's row.</summary>
    private const int Part = 2;

    /// <param name="found">Who is found by labels; null: the plan knows them.</param>
    /// <param name="spacing">Time between calls.</param>
    public static int Of(EventPlan.Ready plan, MemberFigures? found, TimeSpan spacing) =>
        found is null ? Of(plan, spacing) : Of(plan, plan.Groups[0] with { Users = found.Users }, found, spacing);

    /// <param name="spacing">Time between calls.</param>
    public static int Of(EventPlan.Ready plan, TimeSpan spacing)
    {
        var groups = plan.Groups;
        var calls = groups.Sum(group => group.Batches);
        if (calls == 1) return Accept + OnlyParcel + End + (plan.IsOfAudience ? ShortAudience : 0);
        var (steps, parcels) = plan.Audience is { } audience
            ? CutEvenly(groups[0], Quotient(audience.BlobBytes, audience.Count), spacing)
            : Cut(new(groups), PushLists.LinesOf(plan.Messages.Groups), calls, spacing);
        return Accept + (plan.Audience is null ? List : Audience) + (GroupLists.FitInRow(groups) ? 0 : Messages)
            + Sending(calls, steps, parcels, spacing);
    }

    private static int Of(EventPlan.Ready plan, PushGroup group, MemberFigures found, TimeSpan spacing)
    {
        var (steps, parcels) = found.Users == 0
            ? (0, 0)
            : CutEvenly(group, Quotient(found.Bytes, found.Users), spacing);
        return Accept + plan.Members!.Labels.Count + found.Requests + Expansion
            + Quotient(found.Users, MemberSizes.Default.PartUsers) * Part
            + (GroupLists.FitInRow([group]) ? 0 : Messages)
            + Sending(group.Batches, steps, parcels, spacing);
    }

    private static int Sending(int calls, int steps, int parcels, TimeSpan spacing)
    {
        var reservations = Quotient(calls, (int)Math.Max(1, Math.Round(Reservation / spacing)));
        return steps * FeedStep + Math.Max(0, steps - StepsWithoutLook) + parcels * Parcel + reservations + Close + End;
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

    /// <summary>Cuts a list that nobody reads for this: as if its lines were all of one length.</summary>
    /// <param name="line">Bytes of a line.</param>
    private static (int Steps, int Parcels) CutEvenly(PushGroup group, int line, TimeSpan spacing)
    {
        IReadOnlyList<string> users = [.. Enumerable.Repeat(new string('x', line - 1), PushBatch.MaxUsers)];
        var (room, perParcel) = (new ParcelRoom(new([group])), 0);
        while (perParcel < DispatchPace.BatchesPerParcel(spacing) && room.Fits(group: 0, users))
        {
            room.Take(group: 0, users);
            perParcel++;
        }

        perParcel = Math.Max(1, perParcel);
        var perStep = Math.Min(
            DispatchPace.CallsPerStep(spacing, pushes: 1), DispatchPace.MostParcelsPerStep * perParcel);
        return (
            Quotient(group.Batches, perStep),
            group.Batches / perStep * Quotient(perStep, perParcel) + Quotient(group.Batches % perStep, perParcel));
    }

    private static int Quotient(long dividend, int divisor) => (int)((dividend + divisor - 1) / divisor);
}
