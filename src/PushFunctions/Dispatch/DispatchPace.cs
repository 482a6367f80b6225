using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>
/// How far ahead dispatchers feed. Not settings: the values belong together, see docs/decisions/0003.
/// </summary>
public static class DispatchPace
{
    /// <summary>Work that a push feeds in one step while no other is fed.</summary>
    public static readonly TimeSpan StepLength = TimeSpan.FromSeconds(2);

    /// <summary>Work that two or three pushes feed in turn, each its share.</summary>
    public static readonly TimeSpan RoundLength = TimeSpan.FromSeconds(1.2);

    /// <summary>Work that each of more pushes feeds in a step: steps cost writes, whatever they feed.</summary>
    public static readonly TimeSpan TurnLength = TimeSpan.FromSeconds(0.8);

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

    /// <summary>Calls that one step feeds; of a shared round at least a parcel.</summary>
    /// <param name="spacing">Time between calls.</param>
    /// <param name="pushes">How many pushes are fed.</param>
    public static int CallsPerStep(TimeSpan spacing, int pushes)
    {
        if (pushes == 1) return (int)Math.Clamp(Math.Round(StepLength / spacing), 1, MostCallsPerStep);
        // Small steps are whole parcels: each parcel is a message and a row.
        var parcel = BatchesPerParcel(spacing);
        var turn = pushes <= 3 ? RoundLength / pushes : TurnLength;
        return (int)Math.Clamp(Math.Round(turn / spacing / parcel) * parcel, parcel, MostCallsPerStep);
    }

    /// <summary>Batches of a parcel: a fifth of a second of calls.</summary>
    public static int BatchesPerParcel(TimeSpan spacing) =>
        (int)Math.Clamp(Math.Ceiling(TimeSpan.FromSeconds(0.2) / spacing), 1, Parcel.MaxBatches);
}
