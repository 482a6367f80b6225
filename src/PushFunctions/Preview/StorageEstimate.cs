using PushFunctions.Dispatch;

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

    /// <summary>Push, list, ledger (not the first), steps, the feed, the transaction, the next message.</summary>
    private const int FeedStep = 7;

    /// <summary>Put, claimed, marked, settled.</summary>
    private const int Parcel = 4;

    /// <summary>Of a push of one: claimed, the push, the transaction, the slot.</summary>
    private const int OnlyParcel = 4;

    /// <summary>Push, ledger, steps, the transaction.</summary>
    private const int Close = 4;

    /// <summary>The day's row, and the index row goes.</summary>
    private const int End = 2;

    /// <summary>Slots are reserved for half of the calls one by one or, of many calls a second, so often.</summary>
    private static readonly TimeSpan Reservation = TimeSpan.FromMilliseconds(50);

    /// <param name="calls">Calls of the push.</param>
    /// <param name="isSingle">Whether it is of one parcel.</param>
    /// <param name="spacing">Time between calls.</param>
    public static int Of(int calls, bool isSingle, TimeSpan spacing)
    {
        if (isSingle) return Accept + OnlyParcel + End;
        var steps = Quotient(calls, DispatchPace.CallsPerStep(spacing, pushes: 1));
        var parcels = Quotient(calls, DispatchPace.BatchesPerParcel(spacing));
        var reservations = Quotient(calls, (int)Math.Max(2, Math.Round(Reservation / spacing)));
        return Accept + List + steps * FeedStep - 1 + parcels * Parcel + reservations + Close + End;
    }

    private static int Quotient(int dividend, int divisor) => (dividend + divisor - 1) / divisor;
}
