using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>
/// How far ahead dispatchers feed. Not settings: the values belong together, see docs/decisions/0003.
/// </summary>
public static class DispatchPace
{
    /// <summary>Work that is fed in one round, by one push or by several in turn.</summary>
    public static readonly TimeSpan RoundLength = TimeSpan.FromSeconds(2);

    /// <summary>The next step begins this long before the last one's work ends.</summary>
    public static readonly TimeSpan StepLead = TimeSpan.FromSeconds(2);

    /// <summary>A parcel is seen this long, or up to a second more, before its first call is expected.</summary>
    public static readonly TimeSpan ParcelLead = TimeSpan.FromSeconds(1);

    /// <summary>Between two looks at what is still open of a push that is fed.</summary>
    public static readonly TimeSpan CloseEvery = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Most parcels of one step, however few calls large messages let each of them hold: the step's cut must stay
    /// within a row's column, 64 KiB.
    /// </summary>
    public const int MostParcelsPerStep = 600;

    /// <summary>Most calls of one step.</summary>
    private const int MostCallsPerStep = 4_000;

    /// <summary>Calls that one step feeds: its share of a round, and at least a parcel.</summary>
    /// <param name="spacing">Time between calls.</param>
    /// <param name="pushes">How many pushes are fed.</param>
    public static int CallsPerStep(TimeSpan spacing, int pushes)
    {
        var calls = RoundLength / spacing / pushes;
        var parcel = BatchesPerParcel(spacing);
        // Small steps are whole parcels: each parcel is a message and a row.
        return (int)Math.Clamp(
            pushes == 1 ? Math.Round(calls) : Math.Round(calls / parcel) * parcel, parcel, MostCallsPerStep);
    }

    /// <summary>Batches of a parcel: a fifth of a second of calls.</summary>
    public static int BatchesPerParcel(TimeSpan spacing) =>
        (int)Math.Clamp(Math.Ceiling(TimeSpan.FromSeconds(0.2) / spacing), 1, Parcel.MaxBatches);
}
