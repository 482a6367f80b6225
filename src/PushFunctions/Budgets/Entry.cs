namespace PushFunctions.Budgets;

/// <summary>What came of waiting for a parcel's turn to begin.</summary>
public abstract record Entry
{
    private Entry()
    {
    }

    /// <summary>It may begin; each of its calls has a place, to be given back when it has got its slot.</summary>
    public sealed record Begun(IReadOnlyList<AdmissionPlace> Places) : Entry;

    /// <summary>Everybody is held back for so long that the parcel is better given back.</summary>
    public sealed record HeldBack(TimeSpan Wait) : Entry;
}
